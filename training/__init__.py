"""How the shipped language pipelines are trained, from treebanks and name corpora to package data."""
