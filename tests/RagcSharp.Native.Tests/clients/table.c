/* The functions of C++ AGC, line by line: table TOY NAMES EMPTY DEFAULT, where TOY is AGC's toy archive, NAMES testdata/golden/names, EMPTY an archive
 * whose sample "s" has a contig "none" without letters, and DEFAULT testdata/library/default.agc. */
#define _GNU_SOURCE
#include "check.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>

static char *toy, *names, *empty, *large;

static int same(char *text, const char *expected)
{
    const int is_same = text && strcmp(text, expected) == 0;
    agc_string_destroy(text);
    return is_same;
}

static void open_errors(void)
{
    char folder[] = "/tmp/ragc-table-XXXXXX", file[64], pipe_file[64];
    int prefetching;
    CHECK(mkdtemp(folder) != NULL);
    sprintf(file, "%s/file", folder);
    sprintf(pipe_file, "%s/pipe", folder);
    CHECK(mkfifo(pipe_file, 0600) == 0);
    for (prefetching = 0; prefetching < 2; prefetching++) {
        CHECK(agc_open(NULL, prefetching) == NULL);
        CHECK(agc_open((char *)"", prefetching) == NULL);
        CHECK(agc_open((char *)"/no/such/file.agc", prefetching) == NULL);
        CHECK(strstr(ragc_last_error(), "/no/such/file.agc") != NULL);
        CHECK(agc_open(folder, prefetching) == NULL);
        CHECK(agc_open(pipe_file, prefetching) == NULL);
        FILE *f = fopen(file, "w");
        fclose(f);
        CHECK(agc_open(file, prefetching) == NULL);
        f = fopen(file, "w");
        fputs("no archive at all, but some text", f);
        fclose(f);
        CHECK(agc_open(file, prefetching) == NULL);
    }
    unlink(file);
    unlink(pipe_file);
    rmdir(folder);
}

static void open_names_of_bytes(void)
{
    char file[] = "/tmp/ragc-\xff\xfe-XXXXXX", block[4096];
    const int copy = mkstemp(file), source = open(toy, O_RDONLY);
    const ssize_t size = read(source, block, sizeof block);
    agc_t *agc;
    CHECK(write(copy, block, (size_t)size) == size);
    agc = agc_open(file, 0);
    CHECK(agc != NULL);
    CHECK(agc_n_sample(agc) == 4);
    unlink(file);
    CHECK(agc_get_ctg_len(agc, "a", "chr1a") == 13);
}

static void open_standard_input(void)
{
    int prefetching;
    CHECK(freopen(toy, "r", stdin) != NULL);
    for (prefetching = 0; prefetching < 2; prefetching++)
        CHECK(agc_n_sample(agc_open((char *)"/dev/stdin", prefetching)) == 4);
}

static void prefetched_file_may_change(void)
{
    char file[] = "/tmp/ragc-table-XXXXXX", block[4096], letters[14];
    const int copy = mkstemp(file), source = open(toy, O_RDONLY);
    const ssize_t size = read(source, block, sizeof block);
    agc_t *prefetched, *plain;
    CHECK(write(copy, block, (size_t)size) == size);
    prefetched = agc_open(file, -5);
    plain = agc_open(file, 0);
    CHECK(truncate(file, 10) == 0);
    CHECK(agc_get_ctg_seq(prefetched, "a", "chr1a", -1, -1, letters) == 13 && strcmp(letters, "CTGAGCTGACTGA") == 0);
    CHECK(agc_get_ctg_seq(plain, "a", "chr1a", -1, -1, letters) == -1);
    unlink(file);
}

static void close_twice(void)
{
    agc_t *agc = agc_open(toy, 0);
    CHECK(agc_close(agc) == 0);
    CHECK(agc_close(agc) == -1);
    CHECK(agc_close(NULL) == -1);
}

static void closed_handles(void)
{
    agc_t *agc = agc_open(toy, 0), *other;
    char buffer[100] = "as it was";
    int n = 7, i;
    agc_close(agc);
    /* What is opened afterwards never answers for it. */
    for (i = 0; i < 100; i++) {
        other = agc_open(toy, 0);
        CHECK(other != agc);
        CHECK(agc_n_sample(agc) == -1);
        CHECK(agc_n_ctg(agc, "a") == -1);
        CHECK(agc_get_ctg_len(agc, "a", "chr1a") == -1);
        CHECK(agc_get_ctg_seq(agc, "a", "chr1a", -1, -1, buffer) == -1 && strcmp(buffer, "as it was") == 0);
        CHECK(agc_reference_sample(agc) == NULL);
        CHECK(agc_list_sample(agc, &n) == NULL && n == 7);
        CHECK(agc_list_ctg(agc, "a", &n) == NULL && n == 7);
        CHECK(agc_close(agc) == -1);
        agc_close(other);
    }
}

static void null_handles(void)
{
    char buffer[100] = "as it was";
    int n = 7;
    CHECK(agc_n_sample(NULL) == -1);
    CHECK(agc_n_ctg(NULL, "a") == -1);
    CHECK(agc_get_ctg_len(NULL, "a", "chr1a") == -1);
    CHECK(agc_get_ctg_seq(NULL, "a", "chr1a", -1, -1, buffer) == -1 && strcmp(buffer, "as it was") == 0);
    CHECK(agc_reference_sample(NULL) == NULL);
    CHECK(agc_list_sample(NULL, &n) == NULL && n == 7);
    CHECK(agc_list_ctg(NULL, "a", &n) == NULL && n == 7);
    CHECK(agc_list_destroy(NULL) == 0);
    CHECK(agc_string_destroy(NULL) == 0);
}

static void null_arguments(void)
{
    agc_t *agc = agc_open(toy, 0);
    char buffer[100] = "as it was";
    int n = 7;
    char **list;
    CHECK(agc_n_ctg(agc, NULL) == -1);
    CHECK(agc_get_ctg_len(agc, "a", NULL) == -1);
    CHECK(agc_get_ctg_len(agc, NULL, NULL) == -1);
    CHECK(agc_get_ctg_seq(agc, "a", NULL, -1, -1, buffer) == -1 && strcmp(buffer, "as it was") == 0);
    CHECK(agc_get_ctg_seq(agc, "a", "chr1a", -1, -1, NULL) == -1);
    list = agc_list_ctg(agc, NULL, &n);
    CHECK(list && !list[0] && n == 0);
    agc_list_destroy(list);
    list = agc_list_sample(agc, NULL);
    CHECK(list && strcmp(list[3], "ref") == 0 && !list[4]);
    agc_list_destroy(list);
    list = agc_list_ctg(agc, "a", NULL);
    CHECK(list && strcmp(list[1], "chr3a") == 0 && !list[2]);
    agc_list_destroy(list);
}

static void counts(void)
{
    agc_t *agc = agc_open(toy, 0);
    CHECK(agc_n_sample(agc) == 4);
    CHECK(agc_n_ctg(agc, "a") == 2 && agc_n_ctg(agc, "b") == 4 && agc_n_ctg(agc, "c") == 3 && agc_n_ctg(agc, "ref") == 4);
    CHECK(agc_n_ctg(agc, "nope") == -1 && agc_n_ctg(agc, "") == -1 && agc_n_ctg(agc, "A") == -1);
}

static void lists(void)
{
    agc_t *agc = agc_open(toy, 0);
    int n = -1;
    char **list = agc_list_sample(agc, &n), *taken;
    CHECK(n == 4 && strcmp(list[0], "a") == 0 && strcmp(list[1], "b") == 0 && strcmp(list[2], "c") == 0 && strcmp(list[3], "ref") == 0 && !list[4]);
    CHECK(agc_list_destroy(list) == 0);
    list = agc_list_ctg(agc, "b", &n);
    CHECK(n == 4 && strcmp(list[0], "chr1") == 0 && strcmp(list[1], "g h i 21") == 0 && strcmp(list[3], "t") == 0 && !list[4]);
    /* Every string is a block of its own. */
    taken = list[1];
    list[1] = list[3];
    list[3] = NULL;
    CHECK(agc_list_destroy(list) == 0 && strcmp(taken, "g h i 21") == 0);
    free(taken);
    list = agc_list_ctg(agc, "nope", &n);
    CHECK(list && !list[0] && n == 0);
    agc_list_destroy(list);
    CHECK(same(agc_reference_sample(agc), "ref"));
}

static void lengths(void)
{
    agc_t *agc = agc_open(toy, 0);
    CHECK(agc_get_ctg_len(agc, "a", "chr1a") == 13 && agc_get_ctg_len(agc, "a", "chr3a") == 9);
    CHECK(agc_get_ctg_len(agc, "nope", "chr1a") == -1 && agc_get_ctg_len(agc, "a", "nope") == -1);
    CHECK(agc_get_ctg_len(agc, NULL, "chr1") == -2 && agc_get_ctg_len(agc, "", "chr1") == -2);
    CHECK(agc_get_ctg_len(agc, NULL, "chr1a") == 13 && agc_get_ctg_len(agc, "", "chr1a junk") == 13);
    CHECK(agc_get_ctg_len(agc, NULL, "nope") == -1);
    CHECK(agc_get_ctg_len(agc, "b", "g") == 7 && agc_get_ctg_len(agc, "b", "g h i 21") == 7);
    CHECK(agc_get_ctg_len(agc, "a", "chr1a@a") == -1 && agc_get_ctg_len(agc, "a", "chr1a:0-3") == -1);
}

static void short_names(void)
{
    agc_t *agc = agc_open(names, 0);
    CHECK(agc_get_ctg_len(agc, "ref", "chr1") == 599 && agc_get_ctg_len(agc, "ref", "chr1 a b") == 599);
    CHECK(agc_get_ctg_len(agc, "ref", "chr1\tx") == 599 && agc_get_ctg_len(agc, "ref", "chr2") == 73);
    CHECK(agc_get_ctg_len(agc, "ref", "") == 704 && agc_get_ctg_len(agc, "ref", " x") == 704);
    CHECK(agc_get_ctg_len(agc, "ref", "nope") == -1 && agc_get_ctg_len(agc, "ref", "chr1\vx") == -1);
    CHECK(agc_get_ctg_len(agc, "", "chr22") == -2 && agc_get_ctg_len(agc, NULL, "chr1") == -2);
}

static void ranges(void)
{
    static const struct {
        int start, end;
        const char *letters;
    } cases[] = {
        {-1, -1, "CTGAGCTGACTGA"}, {INT_MIN, INT_MIN, "CTGAGCTGACTGA"}, {-1, 2, "CTG"}, {-7, 0, "C"},
        {4, -1, "GCTGACTGA"}, {0, 0, "C"}, {0, 12, "CTGAGCTGACTGA"}, {3, 5, "AGC"}, {5, 3, "CTGAGCTGACTGA"},
        {INT_MAX, 0, "CTGAGCTGACTGA"}, {12, 12, "A"}, {10, 99, "TGA"}, {10, INT_MAX, "TGA"}, {0, INT_MAX, "CTGAGCTGACTGA"},
        {13, 13, ""}, {13, 99, ""}, {13, -1, ""}, {INT_MAX, INT_MAX, ""}, {INT_MAX, -1, ""},
    };
    agc_t *agc[2];
    char buffer[32];
    size_t i;
    int mode;
    agc[0] = agc_open(toy, 0);
    agc[1] = agc_open(toy, 1);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (mode = 0; mode < 2; mode++) {
            const int n = (int)strlen(cases[i].letters);
            memset(buffer, '#', sizeof buffer);
            CHECK(agc_get_ctg_seq(agc[mode], mode ? "" : "a", "chr1a", cases[i].start, cases[i].end, buffer) == n);
            CHECK(strcmp(buffer, cases[i].letters) == 0 && buffer[n + 1] == '#');
        }
    }
    memset(buffer, '#', sizeof buffer);
    CHECK(agc_get_ctg_seq(agc[0], NULL, "chr1", -1, -1, buffer) == -1 && buffer[0] == '#');
    CHECK(agc_get_ctg_seq(agc[0], "a", "nope", -1, -1, buffer) == -1 && buffer[0] == '#');
    CHECK(agc_get_ctg_seq(agc[0], "nope", "chr1", -1, -1, buffer) == -1 && buffer[0] == '#');
}

/* A contig of no letters has length 0, where C++ AGC says k. */
static void contig_without_letters(void)
{
    agc_t *agc = agc_open(empty, 0);
    char buffer[4] = "###";
    CHECK(agc_get_ctg_len(agc, "s", "none") == 0);
    CHECK(agc_get_ctg_seq(agc, "s", "none", -1, -1, buffer) == 0 && buffer[0] == 0 && buffer[1] == '#');
    CHECK(agc_get_ctg_seq(agc, "s", "none", 0, 5, buffer) == 0 && buffer[1] == '#');
}

/* Not a byte is written behind n letters and a NUL. */
static void guarded_buffer(void)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    agc_t *agc = agc_open(names, 0);
    int start, end;
    CHECK(mprotect(pages + page, page, PROT_NONE) == 0);
    for (start = 0; start < 599; start += 61) {
        for (end = start; end < 599; end += 53)
            CHECK(agc_get_ctg_seq(agc, "ref", "chr1", start, end, pages + page - (end - start + 2)) == end - start + 1);
    }
}

static void letters_within_a_contig(void)
{
    static const char expected[] = "TACTTGTGGTGTAACATAAAGGAGGATAGCGTTCTACGCACCCCTTCAAA";
    agc_t *agc = agc_open(large, 0);
    char buffer[51];
    CHECK(agc_get_ctg_len(agc, "s4", "s4_ctg2.1") == 119625 && agc_get_ctg_len(agc, NULL, "s4_ctg2.1") == 119625);
    CHECK(agc_get_ctg_seq(agc, "s4", "s4_ctg2.1", 1000, 1049, buffer) == 50 && strcmp(buffer, expected) == 0);
    memset(buffer, 0, sizeof buffer);
    CHECK(agc_get_ctg_seq(agc, NULL, "s4_ctg2.1", 1000, 1049, buffer) == 50 && strcmp(buffer, expected) == 0);
}

static void string_sums(void)
{
    static const struct {
        const char *sample, *name;
        int sum;
    } cases[] = {{"a", "chr1a", 932}, {"a", "chr3a", 675}, {"b", "t", 588}, {"b", "chr1", 585}, {"b", "g h i 21", 491}};
    agc_t *agc = agc_open(toy, 0);
    size_t i;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buffer[32], *letter;
        int sum = 0;
        agc_get_ctg_seq(agc, cases[i].sample, cases[i].name, -1, -1, buffer);
        for (letter = buffer; *letter; letter++)
            sum += *letter;
        CHECK(sum == cases[i].sum);
    }
}

static void *query(void *argument)
{
    agc_t *agc = argument;
    char buffer[700];
    long wrong = 0;
    int i;
    for (i = 0; i < 150; i++) {
        int n = 0;
        char **list = agc_list_ctg(agc, "ref", &n);
        wrong += n != 18 || strlen(list[n - 1]) == 0;
        agc_list_destroy(list);
        wrong += agc_get_ctg_len(agc, NULL, "chr1") != -2;
        wrong += agc_get_ctg_seq(agc, "ref", "chr1", i, i + 99, buffer) != 100 || strlen(buffer) != 100;
        wrong += agc_get_ctg_len(agc, "ref", "") != 704;
        wrong += agc_n_sample(agc) != 2;
    }
    return (void *)wrong;
}

static void eight_threads(void)
{
    int prefetching, i;
    for (prefetching = 0; prefetching < 2; prefetching++) {
        agc_t *agc = agc_open(names, prefetching);
        pthread_t threads[8];
        void *wrong;
        for (i = 0; i < 8; i++)
            CHECK(pthread_create(&threads[i], NULL, query, agc) == 0);
        for (i = 0; i < 8; i++)
            CHECK(pthread_join(threads[i], &wrong) == 0 && !wrong);
        CHECK(agc_close(agc) == 0);
    }
}

static void *reopen(void *argument)
{
    agc_t **agc = argument;
    char buffer[700];
    int i;
    for (i = 0; i < 300; i++) {
        const int n = agc_get_ctg_seq(*agc, "ref", "chr1", 0, 99, buffer);
        if (n != 100 && n != -1)
            return agc;
    }
    return NULL;
}

/* AGC calls it the client's fault. Here such a call gets its answer or an error. */
static void closing_while_queries_run(void)
{
    int round, i;
    for (round = 0; round < 20; round++) {
        agc_t *agc = agc_open(names, 0);
        pthread_t threads[4];
        void *wrong;
        for (i = 0; i < 4; i++)
            CHECK(pthread_create(&threads[i], NULL, reopen, &agc) == 0);
        usleep(1000 * (round % 4));
        CHECK(agc_close(agc) == 0);
        for (i = 0; i < 4; i++)
            CHECK(pthread_join(threads[i], &wrong) == 0 && !wrong);
    }
}

int main(int argc, char **argv)
{
    int failed = 0;
    if (argc != 5)
        return 2;
    toy = argv[1];
    names = argv[2];
    empty = argv[3];
    large = argv[4];
    RUN(open_errors);
    RUN(open_names_of_bytes);
    RUN(open_standard_input);
    RUN(prefetched_file_may_change);
    RUN(close_twice);
    RUN(closed_handles);
    RUN(null_handles);
    RUN(null_arguments);
    RUN(counts);
    RUN(lists);
    RUN(lengths);
    RUN(short_names);
    RUN(ranges);
    RUN(contig_without_letters);
    RUN(guarded_buffer);
    RUN(letters_within_a_contig);
    RUN(string_sums);
    RUN(eight_threads);
    RUN(closing_while_queries_run);
    puts(failed ? "FAILED" : "ok");
    return failed > 0;
}
