"""Article -> claims: parsing, lexicons, arguments, times, attribution and factuality."""
