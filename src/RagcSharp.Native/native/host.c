/* The library and the process that uses it. */
#define _GNU_SOURCE

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Signals ---- */

/* When .NET's runtime starts, it calls signal(SIGPIPE, SIG_IGN). A program whose output is closed, as in `program | head`, would then no longer end.
 * The host's choice stays: the library's calls of signal come here (linker option --wrap=signal). */
void (*__real_signal(int number, void (*handler)(int)))(int);
void (*__wrap_signal(int number, void (*handler)(int)))(int);

void (*__wrap_signal(int number, void (*handler)(int)))(int)
{
    return number == SIGPIPE ? SIG_DFL : __real_signal(number, handler);
}

/* ---- Forks ---- */

/* The runtime keeps a list of its threads, whose nodes lie in the threads' own storage. The child of a fork has one thread; the storage of the others
 * is used again for the next thread that it starts, and the list would lead astray. Where the list is, the runtime says in a table for debuggers. */

struct runtime_field {
    const char *type, *name;
    uint32_t offset, reserved;
};

struct runtime_global {
    const char *name;
    char *value;
};

extern const struct runtime_table {
    char cookie[4];
    uint16_t major, minor;
    uint32_t flags, reserved;
    const struct runtime_field *fields;
    const struct runtime_global *globals;
} DotNetRuntimeDebugHeader;

enum { KNOWN_MAJOR = 5 };

static long forking_thread;
static void (*gate_close)(void), (*gate_open)(void), (*gate_open_in_child)(void);

/* Returns the place of a field in an object, or NULL. */
static char *field_of(char *object, const char *name)
{
    const struct runtime_field *field = DotNetRuntimeDebugHeader.fields;
    while (field->type && strcmp(field->name, name) != 0)
        field++;
    return object && field->type ? object + field->offset : NULL;
}

/* Returns the head of the list of threads, or NULL if this runtime is not as we know it. */
static char **thread_list(void)
{
    const struct runtime_global *global = DotNetRuntimeDebugHeader.globals;
    char *store;
    if (memcmp(DotNetRuntimeDebugHeader.cookie, "DNDH", 4) != 0 || DotNetRuntimeDebugHeader.major != KNOWN_MAJOR)
        return NULL;
    while (global->name && strcmp(global->name, "g_pTheRuntimeInstance") != 0)
        global++;
    store = field_of(global->name ? global->value : NULL, "m_pThreadStore");
    return store ? (char **)field_of(*(char **)store, "m_ThreadList") : NULL;
}

/* Leaves only the thread that forked in the list. */
static void forget_other_threads(void)
{
    char **list = thread_list(), *thread;
    for (thread = list ? *list : NULL; thread; thread = *(char **)field_of(thread, "m_pNext")) {
        char *next = field_of(thread, "m_pNext"), *id = field_of(thread, "m_threadId");
        if (!next || !id)
            return;
        if (*(int64_t *)id == forking_thread) {
            *(char **)next = NULL;
            *(int64_t *)id = syscall(SYS_gettid);
            *list = thread;
            return;
        }
    }
}

static void before_fork(void)
{
    forking_thread = syscall(SYS_gettid);
    gate_close();
}

static void after_fork_in_child(void)
{
    forget_other_threads();
    gate_open_in_child();
}

int agc_host_on_fork(void (*close)(void), void (*open)(void), void (*open_in_child)(void));

int agc_host_on_fork(void (*close)(void), void (*open)(void), void (*open_in_child)(void))
{
    gate_close = close;
    gate_open = open;
    gate_open_in_child = open_in_child;
    return pthread_atfork(before_fork, gate_open, after_fork_in_child);
}
