/* What C++ AGC's example in C does: lists samples and contigs, and prints letters 1,000,000 to 1,001,999 of the first contig of the first sample; or
 * the last 2,000 of a shorter one, or all of it. */
#include <agc-api.h>

#include <stdio.h>
#include <stdlib.h>

enum { FIRST = 1000000, LETTERS = 2000 };

static void print_letters(const agc_t *agc, const char *sample, const char *contig)
{
    const int length = agc_get_ctg_len(agc, sample, contig);
    int start = FIRST, end = FIRST + LETTERS - 1, n;
    char *letters;
    if (end >= length) {
        end = length - 1;
        start = length > LETTERS ? length - LETTERS : 0;
    }
    letters = malloc((size_t)(end - start) + 2);
    n = agc_get_ctg_seq(agc, sample, contig, start, end, letters);
    printf("%d %d %d : %s\n", start, end, n, letters);
    free(letters);
}

int main(int argc, char **argv)
{
    agc_t *agc = agc_open(argc > 1 ? argv[1] : NULL, 0);
    char **samples, **contigs, **name;
    int n_samples, n_contigs;
    if (!agc) {
        fprintf(stderr, "%s\n", ragc_last_error());
        return 1;
    }
    printf("No. samples: %d\n", agc_n_sample(agc));
    samples = agc_list_sample(agc, &n_samples);
    for (name = samples; *name; name++)
        printf("%s : %d\n", *name, agc_n_ctg(agc, *name));
    contigs = agc_list_ctg(agc, samples[0], &n_contigs);
    for (name = contigs; *name; name++)
        printf("%s : %d\n", *name, agc_get_ctg_len(agc, samples[0], *name));
    print_letters(agc, samples[0], contigs[0]);
    print_letters(agc, NULL, contigs[0]);
    agc_list_destroy(contigs);
    agc_list_destroy(samples);
    return agc_close(agc);
}
