"""The script among the examples runs and prints what passed between Russia and Iran."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_the_script_prints_sentences_and_denials(tmp_path):
    command = [sys.executable, EXAMPLES / "russia_iran.py", tmp_path]
    out = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert out.startswith("10 articles")
    assert "Sergei Shoigu" in out
    assert "denied by Russia" in out
