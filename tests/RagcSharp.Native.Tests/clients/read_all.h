/* Reads all that an archive has, as far as that is not too much. */
#ifndef READ_ALL_H
#define READ_ALL_H

#include <agc-api.h>

#include <stdlib.h>

/* A few bytes may stand for any number of names and letters. */
enum { MOST_LETTERS = 1 << 24, MOST_NAMES = 200 };

static void read_contig(const agc_t *agc, const char *sample, const char *contig)
{
    int length = agc_get_ctg_len(agc, sample, contig);
    char *letters;
    if (length < 0)
        return;
    if (length > MOST_LETTERS)
        length = MOST_LETTERS;
    letters = malloc((size_t)length + 1);
    (void)agc_get_ctg_seq(agc, sample, contig, 0, length - 1 > 0 ? length - 1 : 0, letters);
    free(letters);
}

static void read_all(const char *file, int prefetching)
{
    agc_t *agc = agc_open((char *)file, prefetching);
    char **samples = agc_list_sample(agc, NULL);
    int i, j;
    free(agc_reference_sample(agc));
    for (i = 0; samples && samples[i] && i < MOST_NAMES; i++) {
        char **contigs = agc_list_ctg(agc, samples[i], NULL);
        (void)agc_n_ctg(agc, samples[i]);
        for (j = 0; contigs && contigs[j] && j < MOST_NAMES; j++)
            read_contig(agc, samples[i], contigs[j]);
        agc_list_destroy(contigs);
    }
    (void)agc_get_ctg_len(agc, NULL, "a name that hardly occurs");
    (void)ragc_last_error();
    agc_list_destroy(samples);
    agc_close(agc);
}

#endif
