/* Damaged archives: damaged ARCHIVE... Each is opened, listed and read in a child process: it may fail, but neither crash, nor take more than ten seconds
 * or 200 MiB. */
#define _GNU_SOURCE
#include "read_all.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_SECONDS = 10, MOST_MEBIBYTES = 200, PATIENCE = 600 };

static double seconds(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) + 1e-6 * (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec);
}

static int check(const char *file, int prefetching)
{
    struct rusage usage;
    int status;
    pid_t child = fork();
    if (child == 0) {
        alarm(PATIENCE);
        read_all(file, prefetching);
        _exit(0);
    }
    if (wait4(child, &status, 0, &usage) != child)
        return 1;
    if (status == 0 && seconds(&usage) < MOST_SECONDS && usage.ru_maxrss < MOST_MEBIBYTES * 1024L)
        return 0;
    printf("%s, prefetching %d: status %x, %.1f s of processor time, %ld MiB\n", file, prefetching, (unsigned)status, seconds(&usage), usage.ru_maxrss / 1024);
    return 1;
}

int main(int argc, char **argv)
{
    int i, failed = 0;
    for (i = 1; i < argc; i++)
        failed += check(argv[i], 0) + check(argv[i], 1);
    printf("%d archives, %d failures\n", argc - 1, failed);
    return failed > 0;
}
