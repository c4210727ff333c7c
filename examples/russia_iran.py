"""Build a graph from the example articles and print what passed between Russia and Iran, with the sentences that say so.

Usage: python examples/russia_iran.py [DIRECTORY]
"""

import sys
import tempfile
from pathlib import Path

import kg


def main(directory: str) -> None:
    graph = Path(directory) / "example.kg"
    report = kg.build([Path(__file__).parent / "articles"], graph)
    print(f"{report.articles} articles, {report.claims} claims, {report.events} events")
    for record in kg.ask(graph, "Rusia", "Iran"):
        actors = ", ".join(entity.name for entity in record.actors)
        targets = ", ".join(entity.name for entity in record.targets)
        print(f"\n{record.date or 'undated'}  {record.type}  {actors} -> {targets}  ({record.status.value})")
        for evidence in record.evidence:
            print(f"  “{evidence.quote.text}”")
            for entity in evidence.denied_by:
                print(f"    denied by {entity.name}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(sys.argv[1] if len(sys.argv) > 1 else temporary)
