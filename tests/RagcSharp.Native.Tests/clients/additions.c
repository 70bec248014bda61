/* The additions: additions TOY NAMES EXACT EXACT_TEXT DAMAGED. EXACT is an archive whose sample "s" is stored exactly, of the text of
 * file EXACT_TEXT, and has a sample "long"; DAMAGED is an archive with a fault in a segment. */
#define _GNU_SOURCE
#include "check.h"

#include <pthread.h>

static char *toy, *names, *exact, *exact_text, *damaged;

static void version(void)
{
    CHECK(ragc_api_version() >= RAGC_API_VERSION);
}

static void *fail(void *path)
{
    CHECK(strcmp(ragc_last_error(), "") == 0);
    CHECK(agc_open(path, 0) == NULL && strstr(ragc_last_error(), path) != NULL);
    return NULL;
}

/* Each thread has its own last error, and keeps it. */
static void last_error_of_each_thread(void)
{
    static char first[] = "/no/such/first", second[] = "/no/such/second";
    pthread_t thread;
    agc_t *agc = agc_open(toy, 0);
    CHECK(strcmp(ragc_last_error(), "") == 0);
    CHECK(agc_get_ctg_len(agc, "a", "nope") == -1);
    CHECK(strstr(ragc_last_error(), "sample a has no contig nope") != NULL);
    CHECK(agc_get_ctg_len(agc, "a", "chr1a") == 13 && strstr(ragc_last_error(), "nope") != NULL);
    CHECK(agc_open(first, 0) == NULL);
    CHECK(pthread_create(&thread, NULL, fail, second) == 0 && pthread_join(thread, NULL) == 0);
    CHECK(strstr(ragc_last_error(), first) != NULL);
    CHECK(agc_get_ctg_len(agc, NULL, "chr1") == -2 && strstr(ragc_last_error(), "several contigs") != NULL);
    agc_close(agc);
    CHECK(agc_n_sample(agc) == -1 && strstr(ragc_last_error(), "no open archive") != NULL);
}

static void open_with_budget(void)
{
    static const int64_t budgets[] = {0, 1, 1 << 20, RAGC_DEFAULT, INT64_MIN};
    size_t i;
    for (i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        agc_t *agc = ragc_open(names, i % 2 ? RAGC_PREFETCH : 0, budgets[i]);
        CHECK(agc_n_sample(agc) == 2 && ragc_is_exact(agc) == 0 && ragc_contig_length(agc, "ref", "chr1") == 599);
        CHECK(agc_close(agc) == 0 && ragc_is_exact(agc) == -1);
    }
    CHECK(ragc_open(NULL, 0, RAGC_DEFAULT) == NULL && ragc_open("", 0, RAGC_DEFAULT) == NULL);
}

static void lists(void)
{
    agc_t *agc = agc_open(toy, 0);
    int64_t n = -1, *lengths = NULL;
    char **list = ragc_list_samples(agc, &n);
    CHECK(n == 4 && strcmp(list[0], "ref") == 0 && strcmp(list[1], "a") == 0 && strcmp(list[3], "c") == 0 && !list[4]);
    agc_list_destroy(list);
    list = ragc_list_contigs(agc, "b", &lengths, &n);
    CHECK(n == 4 && strcmp(list[1], "g h i 21") == 0 && !list[4]);
    CHECK(lengths[0] == 9 && lengths[1] == 7 && lengths[2] == 9 && lengths[3] == 7);
    agc_list_destroy(list);
    free(lengths);
    list = ragc_list_contigs(agc, "b", NULL, NULL);
    CHECK(list && !list[4]);
    agc_list_destroy(list);
    n = 7;
    CHECK(ragc_list_contigs(agc, "nope", &lengths, &n) == NULL && ragc_list_contigs(agc, NULL, &lengths, &n) == NULL && n == 7);
    CHECK(ragc_list_contigs(NULL, "b", &lengths, &n) == NULL && ragc_list_samples(NULL, &n) == NULL && n == 7);
}

/* Two contigs of sample ref begin with the word chr1; AGC cannot reach the second one. */
static void whole_headers_go_first(void)
{
    agc_t *agc = agc_open(names, 0);
    int64_t *lengths, n, i;
    char **list = ragc_list_contigs(agc, "ref", &lengths, &n);
    for (i = 0; i < n; i++)
        CHECK(ragc_contig_length(agc, "ref", list[i]) == lengths[i]);
    CHECK(ragc_contig_length(agc, "ref", "chr1 and more") == 599);
    CHECK(ragc_contig_length(agc, "ref", "nope") == RAGC_NOT_FOUND && ragc_contig_length(agc, "nope", "chr1") == RAGC_NOT_FOUND);
    CHECK(ragc_contig_length(agc, NULL, "chr1") == RAGC_AMBIGUOUS && ragc_contig_length(agc, NULL, "nope") == RAGC_NOT_FOUND);
    CHECK(ragc_contig_length(agc, "ref", NULL) == RAGC_ERROR && ragc_contig_length(NULL, "ref", "chr1") == RAGC_ERROR);
    agc_list_destroy(list);
    free(lengths);
}

static void half_open_ranges(void)
{
    agc_t *agc = agc_open(toy, 0);
    char buffer[16];
    CHECK(ragc_read(agc, "a", "chr1a", 0, RAGC_TO_END, 0, buffer, 14) == 13 && strcmp(buffer, "CTGAGCTGACTGA") == 0);
    CHECK(ragc_read(agc, NULL, "chr1a", 8, 13, 0, buffer, 6) == 5 && strcmp(buffer, "ACTGA") == 0);
    CHECK(ragc_read(agc, "a", "chr1a", 13, 20, 0, buffer, 1) == 0 && buffer[0] == 0);
    CHECK(ragc_read(agc, "a", "chr1a", 5, 5, 0, buffer, 1) == 0);
    CHECK(ragc_read(agc, "a", "chr1a", 0, 99, 0, NULL, 0) == 13);
    memset(buffer, '#', sizeof buffer);
    CHECK(ragc_read(agc, "a", "chr1a", 0, 5, 0, buffer, 5) == RAGC_TOO_SMALL && strstr(ragc_last_error(), "5 letters") != NULL);
    CHECK(ragc_read(agc, "a", "chr1a", 14, 20, 0, buffer, 16) == RAGC_ERROR && ragc_read(agc, "a", "chr1a", 5, 3, 0, buffer, 16) == RAGC_ERROR);
    CHECK(ragc_read(agc, "a", "chr1a", -1, 3, 0, buffer, 16) == RAGC_ERROR && ragc_read(agc, "a", "chr1a", 0, -1, 0, buffer, 16) == RAGC_ERROR);
    CHECK(ragc_read(agc, "a", "nope", 0, 3, 0, buffer, 16) == RAGC_NOT_FOUND && buffer[0] == '#');
    CHECK(ragc_read(agc, "a", "chr1a", 0, 4, RAGC_REVERSE_COMPLEMENT, buffer, 16) == 4 && strcmp(buffer, "TCAG") == 0 && buffer[5] == '#');
}

static void reverse_complement_of_many_letters(void)
{
    agc_t *agc = ragc_open(exact, 0, RAGC_DEFAULT);
    const int64_t length = ragc_contig_length(agc, "long", "long");
    char *forward = malloc((size_t)length + 1), *backward = malloc((size_t)length + 1);
    int64_t i, wrong = 0;
    CHECK(length > 20000);
    CHECK(ragc_read(agc, "long", "long", 0, length, 0, forward, length + 1) == length);
    CHECK(ragc_read(agc, "long", "long", 0, length, RAGC_REVERSE_COMPLEMENT, backward, length + 1) == length);
    for (i = 0; i < length; i++) {
        const char *place = strchr("ACGT", forward[i]);
        wrong += !place || backward[length - 1 - i] != "TGCA"[place - "ACGT"];
    }
    CHECK(wrong == 0 && strlen(backward) == (size_t)length);
}

static void many_regions(void)
{
    enum { COUNT = 1000 };
    static ragc_region regions[COUNT];
    static char buffers[COUNT][40];
    agc_t *agc = agc_open(names, 0);
    char whole[600];
    int threads, i;
    CHECK(agc_get_ctg_seq(agc, "ref", "chr1", -1, -1, whole) == 599);
    for (threads = 0; threads < 20; threads = threads * 3 + 1) {
        for (i = 0; i < COUNT; i++) {
            ragc_region region = {"ref", "chr1", i % 560, i % 560 + i % 39, i % 3 ? buffers[i] : NULL, i % 3 ? 40 : 0, -9, 0, 0};
            regions[i] = region;
        }
        CHECK(ragc_read_regions(agc, regions, COUNT, threads) == 0);
        for (i = 0; i < COUNT; i++) {
            CHECK(regions[i].result == i % 39 && strncmp(regions[i].letters, whole + i % 560, (size_t)(i % 39)) == 0 && !regions[i].letters[i % 39]);
            if (i % 3 == 0)
                free(regions[i].letters);
        }
    }
    CHECK(ragc_read_regions(agc, NULL, 0, 4) == 0 && ragc_read_regions(agc, NULL, 5, 4) == -1 && ragc_read_regions(NULL, regions, 5, 4) == -1);
}

/* What is wrong with one region does not touch the others. */
static void regions_with_errors(void)
{
    agc_t *agc = agc_open(toy, 0);
    char buffer[4] = "###";
    int threads;
    for (threads = 1; threads < 4; threads++) {
        ragc_region regions[] = {
            {"a", "chr1a", 0, 3, NULL, 0, 0, 0, 0}, {"a", "nope", 0, 3, NULL, 0, 0, 0, 0}, {NULL, "chr1", 0, 3, NULL, 0, 0, 0, 0},
            {"a", "chr1a", 0, 4, buffer, 4, 0, 0, 0}, {"a", "chr1a", 9, 3, NULL, 0, 0, 0, 0}, {"b", "t", 0, 3, NULL, 0, 0, RAGC_REVERSE_COMPLEMENT, 0},
            {"a", NULL, 0, 3, NULL, 0, 0, 0, 0},
        };
        CHECK(ragc_read_regions(agc, regions, 7, threads) == 5);
        CHECK(strstr(ragc_last_error(), "sample a has no contig nope") != NULL);
        CHECK(regions[0].result == 3 && strcmp(regions[0].letters, "CTG") == 0 && regions[1].result == RAGC_NOT_FOUND && !regions[1].letters);
        CHECK(regions[2].result == RAGC_AMBIGUOUS && regions[3].result == RAGC_TOO_SMALL && strcmp(buffer, "###") == 0);
        CHECK(regions[4].result == RAGC_ERROR && regions[5].result == 3 && strcmp(regions[5].letters, "AAA") == 0 && regions[6].result == RAGC_ERROR);
        free(regions[0].letters);
        free(regions[5].letters);
    }
}

struct text {
    char bytes[200000];
    size_t length, calls;
};

static int take(void *context, const char *bytes, size_t length)
{
    struct text *text = context;
    if (length > sizeof text->bytes - text->length)
        return 1;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->calls++;
    return 0;
}

static int refuse(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
    return 7;
}

static void whole_samples(void)
{
    static struct text text;
    static char file[200000];
    const char *samples[] = {"s"}, *all[] = {"s", "nope"};
    agc_t *agc = agc_open(exact, 0);
    FILE *input = fopen(exact_text, "rb");
    const size_t size = fread(file, 1, sizeof file, input);
    int threads;
    CHECK(ragc_is_exact(agc) == 1);
    for (threads = 0; threads < 3; threads++) {
        text.length = 0;
        CHECK(ragc_write_samples(agc, samples, 1, 0, 0, threads, take, &text) == 0);
        CHECK(text.length == size && memcmp(text.bytes, file, size) == 0);
    }
    text.length = 0;
    CHECK(ragc_write_samples(agc, samples, 1, 3, RAGC_PLAIN, 1, take, &text) == 0);
    CHECK(strncmp(text.bytes, ">one two\nACG\nTNN\nAC\n>", 21) == 0);
    text.calls = 0;
    CHECK(ragc_write_samples(agc, all, 2, 0, 0, 1, take, &text) == -1 && text.calls == 0 && strstr(ragc_last_error(), "nope") != NULL);
    CHECK(ragc_write_samples(agc, samples, 1, 0, 0, 1, refuse, NULL) == -1 && strstr(ragc_last_error(), "stopped") != NULL);
    CHECK(ragc_write_samples(agc, samples, 1, 0, 0, 1, NULL, NULL) == -1 && ragc_write_samples(agc, NULL, 1, 0, 0, 1, take, &text) == -1);
    CHECK(ragc_write_samples(agc, NULL, 0, 0, 0, 1, take, &text) == 0 && ragc_write_samples(NULL, samples, 1, 0, 0, 1, take, &text) == -1);
}

static void count_fault(void *context, const char *fault)
{
    CHECK(strstr(fault, damaged) != NULL);
    ++*(int64_t *)context;
}

static void verification(void)
{
    int64_t told = 0;
    CHECK(ragc_verify(toy, 0, 0, NULL, NULL) == 0 && ragc_verify(exact, RAGC_QUICK, 1, NULL, NULL) == 0);
    CHECK(ragc_verify(damaged, 0, 2, count_fault, &told) == told && told > 0);
    CHECK(ragc_verify("/no/such/file", 0, 1, NULL, NULL) == -1 && strstr(ragc_last_error(), "/no/such/file") != NULL);
    CHECK(ragc_verify(NULL, 0, 1, NULL, NULL) == -1);
}

static int ask(void *context, const char *bytes, size_t length)
{
    pid_t child;
    int status;
    (void)bytes;
    (void)length;
    CHECK(agc_n_sample(context) == 2 && agc_get_ctg_len(context, "s", "one") > 0);
    child = fork();
    if (child == 0)
        _exit(0);
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    agc_close(context);
    return 0;
}

/* A function of the client may call the library, fork, and even close the handle that is in use. */
static void calls_within_a_callback(void)
{
    const char *samples[] = {"s"};
    agc_t *agc = agc_open(exact, 0);
    CHECK(ragc_write_samples(agc, samples, 1, 0, 0, 1, ask, agc) == 0);
    CHECK(agc_close(agc) == -1);
}

int main(int argc, char **argv)
{
    int failed = 0;
    if (argc != 6)
        return 2;
    toy = argv[1];
    names = argv[2];
    exact = argv[3];
    exact_text = argv[4];
    damaged = argv[5];
    RUN(version);
    RUN(last_error_of_each_thread);
    RUN(open_with_budget);
    RUN(lists);
    RUN(whole_headers_go_first);
    RUN(half_open_ranges);
    RUN(reverse_complement_of_many_letters);
    RUN(many_regions);
    RUN(regions_with_errors);
    RUN(whole_samples);
    RUN(verification);
    RUN(calls_within_a_callback);
    puts(failed ? "FAILED" : "ok");
    return failed > 0;
}
