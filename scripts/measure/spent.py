"""What a measured step took of processor time: in this process, in those that ended, in those that wait."""

import resource

from corpus.process.bounded import used
from corpus.process.workers import waiting


def processor_seconds() -> float:
    """The processor seconds of this process and of those that it started, up to now.

    Of those that still run only the processes that wait for a file to read are counted.
    """
    ended = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in ended) + sum(used(pid, 0.0) for pid in waiting())
