"""Count how many reprints are recognised, and how many different articles on one topic are taken for reprints.

Usage: python benchmarks/reprints.py ARTICLES.jsonl...

2,000 reprints are made from the articles by editing them as desks do: another headline, an agency's line, a cut, typing errors,
changed words, paragraphs in another order, a new figure. The different articles are those that share few sentences with any other, and
bulletins that are written to one pattern about one topic each, with other places, people and figures.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.model import Article
from kg.resolve.reprints import Tellings

REPRINTS = 2000
BULLETINS = 1000
AGENCIES = ("JAKARTA, ANTARA - ", "LONDON (Reuters) - ", "(AFP) - ", "Tehran, IRNA. ", "By our correspondent. ")
PLACES = [
    "Ambon",
    "Bitung",
    "Cilacap",
    "Dumai",
    "Ende",
    "Garut",
    "Jember",
    "Kendari",
    "Luwuk",
    "Manado",
    "Nabire",
    "Padang",
    "Raba",
    "Sorong",
    "Tuban",
]
PEOPLE = [
    "Sari",
    "Budiman",
    "Hutapea",
    "Wijaya",
    "Lestari",
    "Nasution",
    "Siregar",
    "Pranata",
    "Rahayu",
    "Tanjung",
    "Utomo",
    "Yulianti",
    "Zebua",
]
PATTERNS = (
    "An earthquake of magnitude {a}.{b} struck {p} at {c}:{d} on {e} March, the agency said. Its centre lay {f} kilometres "
    "under the sea, {g} kilometres off {q}. The head of the agency, {n}, said that there was no danger of a tsunami. "
    "People in {r} felt the shaking for {b} seconds, and {h} houses were damaged. {m}, a teacher, said that children ran out "
    "of their classrooms. The agency asked residents to stay calm and to keep away from cracked buildings.",
    "Police in {p} arrested {b} people on {e} March over the theft of {f} motorcycles, said the chief of detectives, {n}. The "
    "group had worked in {q} and {r} for {a} months and sold the motorcycles for {g} dollars each. The leader, {m}, faces "
    "{c} years in prison. Police also found {d} number plates and {h} keys, and asked owners to come with their papers.",
    "The football club of {p} beat {q} by {a} goals to {b} on {e} March in front of {h} people. {n} scored in the {c}th minute, "
    "and {m} in the {d}th. The coach said that the team had trained hard for {f} days. The next match will be played in {r} "
    "on the {g}th. The club now stands in place {b} of the table, and the players thanked those who had come to sing for them.",
)


def main() -> None:
    """Print both counts and the speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+", type=Path)
    args = parser.parse_args()
    articles = [article for path in args.articles for article in read(path)]
    rng = random.Random(2024)
    reprints = [reprint(rng.choice(articles), number, rng) for number in range(REPRINTS)]
    bulletins = [bulletin(number, rng) for number in range(BULLETINS)]
    for name, different in (("real articles", without_copies(articles)), ("bulletins of three patterns", bulletins)):
        merged, seconds = count(different)
        print(f"{name}: {merged} of {len(different)} taken for reprints, {1000 * seconds / len(different):.1f} ms each")
    tellings = Tellings()
    told = {article.id: tellings.add(article) for article in articles}
    found = sum(tellings.add(copy) == told[source] for source, copy in reprints)
    print(f"reprints: {found} of {len(reprints)} recognised ({found / len(reprints):.4f})")


def read(path: Path) -> list[Article]:
    """The articles of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Article(row["id"], row["text"], title=row.get("title"), lang=row.get("lang")) for row in rows]


def without_copies(articles: Sequence[Article]) -> list[Article]:
    """The articles of whose sentences less than a third stand word for word in one earlier article."""
    kept = []
    holders: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        sentences = set(re.split(r"(?<=[.!?])\s+|\n", article.text))
        shared = Counter(holder for sentence in sentences for holder in holders[sentence])
        if 3 * max(shared.values(), default=0) < len(sentences):
            kept.append(article)
        for sentence in sentences:
            holders[sentence].append(article.id)
    return kept


def count(articles: Sequence[Article]) -> tuple[int, float]:
    """How many of different articles are taken for reprints, and the seconds that it took to find out."""
    tellings = Tellings()
    start = time.process_time()
    merged = sum(tellings.add(article) != article.id for article in articles)
    return merged, time.process_time() - start


def bulletin(number: int, rng: random.Random) -> Article:
    """A short report on one of three topics; each differs from the others in nearly all that it tells."""
    places, people = rng.sample(PLACES, 3), rng.sample(PEOPLE, 2)
    figures = {letter: rng.randint(2, 900) for letter in "abcdefgh"}
    text = rng.choice(PATTERNS).format(
        **figures, **dict(zip("pqr", places, strict=True)), **dict(zip("nm", people, strict=True))
    )
    return Article(f"bulletin-{number}", text, lang="en")


def reprint(article: Article, number: int, rng: random.Random) -> tuple[str, Article]:
    """The id of the article that is printed again, and the edited copy: two to four edits."""
    text = article.text
    for edit in rng.sample(EDITS, rng.randint(2, 4)):
        text = edit(text, rng)
    return article.id, replace(article, id=f"copy-{number}", text=text, title=f"Baru: {article.title}")


def add_agency(text: str, rng: random.Random) -> str:
    """Open with the name of an agency."""
    return rng.choice(AGENCIES) + text


def cut(text: str, rng: random.Random) -> str:
    """Cut the end, up to a quarter."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentences[: max(3, round(len(sentences) * rng.uniform(0.75, 0.95)))])


def mistype(text: str, rng: random.Random) -> str:
    """Swap two letters in one word of fifty."""
    words = text.split(" ")
    for place in rng.sample(range(len(words)), len(words) // 50):
        word = words[place]
        if len(word) > 4 and word.isalpha():
            words[place] = word[:2] + word[3] + word[2] + word[4:]
    return " ".join(words)


def reword(text: str, rng: random.Random) -> str:
    """Leave out one small word of forty."""
    return " ".join(word for word in text.split(" ") if len(word) > 4 or rng.random() > 1 / 40)


def reorder(text: str, rng: random.Random) -> str:
    """Put one paragraph elsewhere; the text keeps its opening."""
    parts = text.split("\n") if "\n" in text else re.split(r"(?<=[.!?])\s+", text)
    if len(parts) > 3:
        parts.insert(rng.randrange(1, len(parts)), parts.pop(rng.randrange(1, len(parts))))
    return "\n".join(parts)


def update(text: str, rng: random.Random) -> str:
    """A number has changed, and a sentence says so."""
    changed = re.sub(r"\b\d{1,2}\b", lambda match: str(int(match[0]) + 1), text, count=1)
    return f"{changed} Angka ini diperbarui pukul {rng.randint(1, 23)}."


EDITS: tuple[Callable[[str, random.Random], str], ...] = (add_agency, cut, mistype, reword, reorder, update)

if __name__ == "__main__":
    main()
