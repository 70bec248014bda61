/* Checks of the clients. Each case runs in a child process of its own: a crash or a hang is a failure of that case only. */
#ifndef CHECK_H
#define CHECK_H

#include <agc-api.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_SECONDS 600

static int failures;

#define CHECK(condition)                                                                                  \
    do {                                                                                                  \
        if (!(condition)) {                                                                               \
            printf("%s:%d: %s; last error: %s\n", __FILE__, __LINE__, #condition, ragc_last_error());     \
            failures++;                                                                                   \
        }                                                                                                 \
    } while (0)

/* Runs a case in a child. Returns 1 if it failed. */
static int run_case(const char *name, void (*body)(void))
{
    int status;
    pid_t child;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        alarm(PATIENCE_SECONDS);
        body();
        fflush(stdout);
        _exit(failures > 0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        return 1;
    if (WIFSIGNALED(status))
        printf("%s: signal %d\n", name, WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
        printf("%s: failed\n", name);
    return status != 0;
}

#define RUN(body) (failed += run_case(#body, body))

#endif
