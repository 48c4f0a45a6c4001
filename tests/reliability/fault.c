/* Faults of a file system, for tests. Preloaded into the program, this library counts the calls that change files in one folder
 * and lets one of them end badly. The environment controls it:
 *
 *   FAULT_UNDER     the folder: an absolute path without links
 *   FAULT_LOG       a file outside of it that gets a line per counted call
 *   FAULT_PLAN      kill:N         the program is killed before call N; of a write, half the bytes arrive
 *                   fail:N:ERRNO   call N fails with this error, later ones work
 *                   full:N         from call N on nothing can be created and nothing be written
 *                   (none)         calls are counted only
 *   FAULT_NO_LOCKS  if set, file locks are unknown to the system
 *   FAULT_SIGNALS   if set, no signal is ignored at the start, however the tests were started
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum room { NO_ROOM_NEEDED, ROOM_NEEDED };

static const char *under;
static int log_file = -1;
static int kill_at, fail_at, full_from, error;
static atomic_int calls;

__attribute__((constructor)) static void read_environment(void) {
    const char *plan = getenv("FAULT_PLAN"), *log = getenv("FAULT_LOG");
    under = getenv("FAULT_UNDER");
    if (log)
        log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (plan) {
        sscanf(plan, "kill:%d", &kill_at);
        sscanf(plan, "fail:%d:%d", &fail_at, &error);
        sscanf(plan, "full:%d", &full_from);
    }
    for (int number = 1; getenv("FAULT_SIGNALS") && number < NSIG; number++)
        signal(number, SIG_DFL);
}

static int is_under(const char *path) {
    size_t length = under ? strlen(under) : 0;
    return length && strncmp(path, under, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* Writes the whole path of what a file descriptor stands for. */
static void path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, fd == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = 0;
}

/* The number of a call, from 1; 0 if its path is elsewhere. */
static int number(const char *call, const char *path) {
    if (!is_under(path))
        return 0;
    char line[PATH_MAX + 64];
    int at = atomic_fetch_add(&calls, 1) + 1;
    int length = snprintf(line, sizeof line, "%d %s %s\n", at, call, path);
    if (log_file >= 0)
        syscall(SYS_write, log_file, line, (size_t)length);
    return at;
}

static int number_at(const char *call, int folder, const char *name) {
    char path[2 * PATH_MAX];
    if (name[0] == '/')
        return number(call, name);
    path_of(folder, path);
    strcat(path, "/");
    strncat(path, name, PATH_MAX - 1);
    return number(call, path);
}

static int number_of(const char *call, int fd) {
    char path[PATH_MAX];
    path_of(fd, path);
    return number(call, path);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    pause();
}

/* Whether a call fails; `errno` is set then. */
static int fails(int at, enum room room) {
    if (at == 0)
        return 0;
    if (at == kill_at)
        die();
    if (at == fail_at)
        errno = error;
    else if (full_from && at >= full_from && room == ROOM_NEEDED)
        errno = ENOSPC;
    else
        return 0;
    return 1;
}

int openat(int folder, const char *name, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    int changes = flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR);
    int at = changes ? number_at("open", folder, name) : 0;
    return fails(at, flags & O_CREAT ? ROOM_NEEDED : NO_ROOM_NEEDED) ? -1 : syscall(SYS_openat, folder, name, flags, mode);
}

/* All ways to open a file lead to `openat`. */
#define OPEN(name, ...)                                                        \
    va_list rest;                                                              \
    va_start(rest, flags);                                                     \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;    \
    va_end(rest);                                                              \
    return openat(__VA_ARGS__, name, flags, mode)

int openat64(int folder, const char *name, int flags, ...) { OPEN(name, folder); }
int open(const char *name, int flags, ...) { OPEN(name, AT_FDCWD); }
int open64(const char *name, int flags, ...) { OPEN(name, AT_FDCWD); }
int creat(const char *name, mode_t mode) { return openat(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

ssize_t write(int fd, const void *bytes, size_t length) {
    int at = number_of("write", fd);
    if (at && at == kill_at)
        syscall(SYS_write, fd, bytes, length / 2);
    return fails(at, ROOM_NEEDED) ? -1 : syscall(SYS_write, fd, bytes, length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    return fails(number_of("pwrite", fd), ROOM_NEEDED) ? -1 : syscall(SYS_pwrite64, fd, bytes, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    return fails(number_of("writev", fd), ROOM_NEEDED) ? -1 : syscall(SYS_writev, fd, parts, count);
}

int fsync(int fd) { return fails(number_of("fsync", fd), NO_ROOM_NEEDED) ? -1 : syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return fails(number_of("fdatasync", fd), NO_ROOM_NEEDED) ? -1 : syscall(SYS_fdatasync, fd); }

int ftruncate64(int fd, off64_t length) {
    return fails(number_of("ftruncate", fd), NO_ROOM_NEEDED) ? -1 : syscall(SYS_ftruncate, fd, length);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    int stops = fails(number_at("rename", to_folder, to), NO_ROOM_NEEDED);
    return stops ? -1 : syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    int stops = fails(number_at("link", to_folder, to), ROOM_NEEDED);
    return stops ? -1 : syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int folder, const char *name, int flags) {
    const char *call = flags & AT_REMOVEDIR ? "rmdir" : "unlink";
    return fails(number_at(call, folder, name), NO_ROOM_NEEDED) ? -1 : syscall(SYS_unlinkat, folder, name, flags);
}

int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int mkdirat(int folder, const char *name, mode_t mode) {
    return fails(number_at("mkdir", folder, name), ROOM_NEEDED) ? -1 : syscall(SYS_mkdirat, folder, name, mode);
}

int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

int flock(int fd, int operation) {
    if (getenv("FAULT_NO_LOCKS")) {
        errno = ENOSYS;
        return -1;
    }
    return fails(number_of("flock", fd), NO_ROOM_NEEDED) ? -1 : syscall(SYS_flock, fd, operation);
}
