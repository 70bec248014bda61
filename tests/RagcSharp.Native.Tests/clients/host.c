/* What the library does to the process that uses it: host TOY NAMES LIBRARY, where LIBRARY is the path of libagc.so.3. */
#define _GNU_SOURCE
#include "check.h"

#include <dirent.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

static char *toy, *names, *library;

static int entries_of(const char *folder)
{
    int count = 0;
    DIR *entries = opendir(folder);
    while (readdir(entries))
        count++;
    closedir(entries);
    return count;
}

static long resident_kibibytes(void)
{
    long all = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(fscanf(file, "%ld %ld", &all, &resident) == 2);
    fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static void use(char *path)
{
    char letters[14];
    agc_t *agc = agc_open(path, 0);
    CHECK(agc_get_ctg_seq(agc, "a", "chr1a", -1, -1, letters) == 13 && strcmp(letters, "CTGAGCTGACTGA") == 0);
    CHECK(agc_close(agc) == 0);
}

static void on_signal(int number)
{
    (void)number;
}

static void broken_pipe_is_left_as_it_was(void)
{
    static void (*const handlers[])(int) = {SIG_DFL, SIG_IGN, on_signal};
    size_t i;
    for (i = 0; i < 3; i++) {
        pid_t child = fork();
        int status;
        if (child == 0) {
            struct sigaction now;
            signal(SIGPIPE, handlers[i]);
            /* The first call starts the runtime: also one that fails. */
            agc_n_sample(NULL);
            use(toy);
            sigaction(SIGPIPE, NULL, &now);
            _exit(now.sa_handler != handlers[i] || failures > 0);
        }
        CHECK(waitpid(child, &status, 0) == child && status == 0);
    }
}

static volatile sig_atomic_t faults;

static void on_fault(int number)
{
    (void)number;
    faults++;
    _exit(failures > 0 ? 1 : 42);
}

static void handler_of_the_host_still_runs(void)
{
    pid_t child = fork();
    int status;
    if (child == 0) {
        signal(SIGSEGV, on_fault);
        use(toy);
        *(volatile int *)0 = 1;
        _exit(1);
    }
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 42);
}

static void read_many(const agc_t *agc, int threads)
{
    enum { COUNT = 200 };
    static ragc_region regions[COUNT];
    int i;
    for (i = 0; i < COUNT; i++) {
        ragc_region region = {"ref", "chr1", i, i + 99, NULL, 0, 0, 0, 0};
        regions[i] = region;
    }
    CHECK(ragc_read_regions(agc, regions, COUNT, threads) == 0);
    for (i = 0; i < COUNT; i++) {
        CHECK(regions[i].result == 99 && strlen(regions[i].letters) == 99);
        free(regions[i].letters);
    }
}

static int discard(void *context, const char *text, size_t length)
{
    (void)text;
    *(size_t *)context += length;
    return 0;
}

static void use_all(const agc_t *agc)
{
    const char *samples[] = {"ref"};
    size_t length = 0;
    char letters[100];
    int i;
    read_many(agc, 4);
    CHECK(ragc_write_samples(agc, samples, 1, 0, 0, 4, discard, &length) == 0 && length > 8000);
    CHECK(ragc_verify(names, 0, 4, NULL, NULL) == 0);
    /* Enough garbage for collections. */
    for (i = 0; i < 3000; i++)
        CHECK(agc_get_ctg_seq(agc, "ref", "chr1", 0, 98, letters) == 99);
}

static void child_of_a_fork(agc_t *agc)
{
    pid_t child = fork();
    int status;
    if (child == 0) {
        agc_t *own;
        alarm(PATIENCE_SECONDS);
        use_all(agc);
        own = agc_open(names, 1);
        use_all(own);
        CHECK(agc_close(own) == 0 && agc_close(agc) == 0);
        use(toy);
        fflush(stdout);
        _exit(failures > 0);
    }
    CHECK(waitpid(child, &status, 0) == child && status == 0);
}

static void fork_after_the_first_call(void)
{
    agc_t *agc = agc_open(names, 0);
    child_of_a_fork(agc);
    use_all(agc);
    child_of_a_fork(agc);
    agc_close(agc);
    agc = agc_open(names, 1);
    use_all(agc);
    child_of_a_fork(agc);
}

static agc_t *shared;
static volatile int is_end;

static void *query_until_the_end(void *argument)
{
    char letters[100];
    (void)argument;
    while (!is_end)
        CHECK(agc_get_ctg_seq(shared, "ref", "chr1", 0, 98, letters) == 99);
    return NULL;
}

/* Threads that are in the library, or have been, when another one forks: the child has none of them. */
static void fork_beside_other_threads(void)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int i, round;
    shared = agc_open(names, 0);
    for (round = 0; round < 10; round++) {
        is_end = 0;
        for (i = 0; i < THREADS; i++)
            CHECK(pthread_create(&threads[i], NULL, query_until_the_end, NULL) == 0);
        usleep(2000);
        child_of_a_fork(shared);
        is_end = 1;
        for (i = 0; i < THREADS; i++)
            CHECK(pthread_join(threads[i], NULL) == 0);
    }
}

/* The runtime has a thread for finalizers. No call leaves another one, and so none that the child of a fork would miss. */
static void no_threads_stay(void)
{
    agc_t *agc = agc_open(names, 0);
    int before, i;
    use(toy);
    before = entries_of("/proc/self/task");
    for (i = 0; i < 20; i++)
        use_all(agc);
    /* A thread that was joined may be seen a moment longer. */
    for (i = 0; i < 1000 && entries_of("/proc/self/task") != before; i++)
        usleep(1000);
    CHECK(entries_of("/proc/self/task") == before);
}

static void ten_thousand_handles(void)
{
    int i, descriptors = 0, n;
    long memory = 0;
    for (i = 0; i < 12000; i++) {
        agc_t *agc = agc_open(names, i % 16 == 0);
        char **list = agc_list_ctg(agc, "ref", &n), letters[100];
        CHECK(agc_get_ctg_seq(agc, "ref", "chr1", 1, 99, letters) == 99);
        CHECK(agc_list_destroy(list) == 0 && agc_close(agc) == 0);
        if (i == 1999) {
            descriptors = entries_of("/proc/self/fd");
            memory = resident_kibibytes();
        }
    }
    CHECK(entries_of("/proc/self/fd") == descriptors);
    /* 10,000 handles of 32 bytes, and what the collector happens to leave. */
    CHECK(resident_kibibytes() < memory + 2048);
}

static void little_address_space(void)
{
    const struct rlimit limit = {1 << 30, 1 << 30};
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    use(toy);
}

static void load_and_unload(void)
{
    int i;
    for (i = 0; i < 3; i++) {
        void *loaded = dlopen(library, RTLD_NOW);
        agc_t *(*open_archive)(char *, int);
        int (*count)(const agc_t *), (*close_archive)(agc_t *);
        agc_t *agc;
        CHECK(loaded != NULL);
        *(void **)&open_archive = dlsym(loaded, "agc_open");
        *(void **)&count = dlsym(loaded, "agc_n_sample");
        *(void **)&close_archive = dlsym(loaded, "agc_close");
        agc = open_archive(toy, 0);
        CHECK(count(agc) == 4 && close_archive(agc) == 0);
        CHECK(dlclose(loaded) == 0);
    }
}

int main(int argc, char **argv)
{
    int failed = 0;
    if (argc != 4)
        return 2;
    toy = argv[1];
    names = argv[2];
    library = argv[3];
    RUN(broken_pipe_is_left_as_it_was);
    RUN(handler_of_the_host_still_runs);
    RUN(fork_after_the_first_call);
    RUN(fork_beside_other_threads);
    RUN(no_threads_stay);
    RUN(ten_thousand_handles);
    RUN(little_address_space);
    RUN(load_and_unload);
    puts(failed ? "FAILED" : "ok");
    return failed > 0;
}
