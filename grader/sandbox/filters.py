"""Which system calls may student code make? An allowlist, as the kernel's own kind of program.

libseccomp writes it, outside the walls; inside it is only loaded (`grader.sandbox.confinement`).
What is not on the list does not exist for student code: it gets ENOSYS, on which C libraries fall
back to older calls. Missing are, among others, those that trace, mount, make namespaces, load
programs or modules into the kernel, handle keys, or set clocks, io_uring, which evades such
filters, and files in memory, which no limit counts.

The list is what Python, NumPy, SymPy, Matplotlib and programs that a cell starts make use of.
Sockets join processes of this machine alone.
"""

import errno
import functools
import importlib
import socket
import tempfile
from contextlib import suppress
from typing import Any

INSTALL = (
    "install libseccomp (Debian, Ubuntu: apt install libseccomp2; Fedora: dnf install libseccomp) "
    "and its Python side (pip install pyseccomp)"
)
NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS and its like
FILES = """
access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2
fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr
flistxattr flock fsetxattr fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64
getxattr ioctl lchown lgetxattr link linkat listxattr llistxattr lseek lsetxattr lstat mkdir mkdirat
mknod mknodat newfstatat open openat openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev
pwritev2 read readahead readlink readlinkat readv rename renameat renameat2 rmdir sendfile setxattr
stat statfs statx symlink symlinkat sync_file_range truncate umask unlink unlinkat utime utimensat
utimes write writev
"""
WAITING = """
clock_getres clock_gettime clock_nanosleep epoll_create epoll_create1 epoll_ctl epoll_pwait
epoll_pwait2 epoll_wait eventfd eventfd2 futex futex_waitv getitimer gettimeofday nanosleep pause
poll ppoll pselect6 select setitimer signalfd signalfd4 time timer_create timer_delete
timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime times
alarm
"""
MEMORY = """
brk get_mempolicy madvise membarrier mincore mlock mlock2 mmap mprotect mremap msync
munlock munmap
"""
PROCESSES = """
arch_prctl capget execve execveat exit exit_group fork get_robust_list getcpu getegid geteuid getgid
getgroups getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit
getrusage getsid gettid getuid kill pidfd_open pidfd_send_signal prctl prlimit64 restart_syscall
rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min sched_getaffinity
sched_getparam sched_getscheduler sched_setaffinity sched_yield set_robust_list set_tid_address
setgid setgroups setpgid setpriority setregid setresgid setresuid setreuid setrlimit setsid setuid
sigaltstack sysinfo tgkill tkill uname vfork wait4 waitid
"""
SOCKETS = """
accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg
sendmmsg sendmsg sendto shutdown socketpair
"""
OPTIONS = (
    socket.SO_REUSEADDR,
    socket.SO_KEEPALIVE,
    socket.SO_LINGER,
    socket.SO_RCVTIMEO,
    socket.SO_SNDTIMEO,
)
"""What can be set on a socket; not how much waits in it, which is the kernel's memory."""
ALLOWED = tuple((FILES + WAITING + MEMORY + PROCESSES + SOCKETS).split())


@functools.cache
def obstacle() -> str:
    """Say why there can be no filter on this machine; empty if there can be one."""
    try:
        importlib.import_module("pyseccomp")
    except (ImportError, RuntimeError, OSError) as error:  # RuntimeError: libseccomp is missing
        return str(error)
    return ""


@functools.cache
def system_calls() -> bytes:
    """Return the filter of this machine, for the kernel; nothing where there can be none."""
    if obstacle():
        return b""
    seccomp: Any = importlib.import_module("pyseccomp")
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))
    for name in ALLOWED:
        with suppress(OSError):  # this libseccomp is too old to know it
            rules.add_rule(seccomp.ALLOW, name)
    same = seccomp.Arg(0, seccomp.MASKED_EQ, NEW_NAMESPACES, 0)
    rules.add_rule(seccomp.ALLOW, "clone", same)
    for option in OPTIONS:
        of_sockets = seccomp.Arg(1, seccomp.EQ, socket.SOL_SOCKET)
        rules.add_rule(seccomp.ALLOW, "setsockopt", of_sockets, seccomp.Arg(2, seccomp.EQ, option))
    local = seccomp.Arg(0, seccomp.EQ, socket.AF_UNIX)
    distant = seccomp.Arg(0, seccomp.NE, socket.AF_UNIX)
    rules.add_rule(seccomp.ALLOW, "socket", local)
    rules.add_rule(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket", distant)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
