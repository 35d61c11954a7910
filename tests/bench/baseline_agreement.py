"""Times nltk's alpha and scikit-learn's kappa on the benchmark's units; prints JSON. Seconds, best of three."""
import json
import sys
import time

N = int(sys.argv[1])


def units(n, coders):
    x = 42

    def draw():
        nonlocal x
        x = (1664525 * x + 1013904223) % 2**32
        return x >> 8

    rows = []
    for _ in range(n):
        t = draw() % 5
        rows.append([t if draw() % 100 < 75 else draw() % 5 for _ in range(coders)])
    return rows


def best(work, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        value = work()
        times.append(time.perf_counter() - start)
    return min(times), value


rows = units(N, 2)
out = {}
try:
    from sklearn.metrics import cohen_kappa_score

    a, b = [r[0] for r in rows], [r[1] for r in rows]
    import numpy

    a, b = numpy.array(a), numpy.array(b)
    out["sklearn"] = best(lambda: cohen_kappa_score(a, b), 3)
except ImportError:
    pass
try:
    from nltk.metrics.agreement import AnnotationTask

    task = AnnotationTask(data=[(c, i, str(v)) for i, r in enumerate(rows) for c, v in enumerate(r)])
    out["nltk"] = best(task.alpha, 1)
except ImportError:
    pass
print(json.dumps(out))
