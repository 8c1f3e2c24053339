"""What a million rows cost on Spark: processor time of the driver's Java and of its Python workers.

    python benchmarks/bench_spark.py [ROWS]

A column of the sentences of the seed article is read from memory, worked on by one core and counted.
Processor time is that of all processes together, so that other programs do not count. Linux only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench_columns import sentences


def processor_time(process: int) -> float:
    """Seconds of processor time of a process and all that descend from it."""
    parents, times = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # gone in the meantime
            continue
        parents[int(folder.name)] = int(fields[1])
        # its own, and that of children it has waited for
        times[int(folder.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def descends(one: int) -> bool:
        return one == process or (one in parents and descends(parents[one]))

    return sum(time for one, time in times.items() if descends(one))


def main(count: int) -> None:
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as sf

    from khmertext.integrations import spark as khmer

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.log.level", "ERROR")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    rows = sentences(1_000)
    few = session.createDataFrame([(row,) for row in rows], "text string")
    column = few.crossJoin(session.range(count // len(rows))).select("text").coalesce(1).cache()
    print(f"{column.count():,} rows of {sum(map(len, rows)) / len(rows):.0f} code points")
    calls: dict[str, Callable[[], Any]] = {
        "length": lambda: column.select(sf.sum(sf.length("text"))),
        "words": lambda: column.select(sf.sum(sf.size(khmer.words("text")))),
        "normalize": lambda: column.select(sf.sum(sf.length(khmer.normalize("text")))),
        "dates": lambda: column.select(sf.sum(sf.size(khmer.dates("text")))),
        "acronyms": lambda: column.select(sf.sum(sf.size(khmer.acronyms("text")))),
    }
    print(f"{'':12} {'rows / core second':>20} {'core hours / 10^9 rows':>24}")
    for name, call in calls.items():
        call().collect()  # workers start, code is compiled
        begun = processor_time(os.getpid())
        call().collect()
        rate = count / (processor_time(os.getpid()) - begun)
        print(f"{name:12} {rate:20,.0f} {1e9 / rate / 3600:24,.1f}")
    session.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
