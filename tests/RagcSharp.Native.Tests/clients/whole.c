/* Reads all letters of archives: whole PREFETCHING ARCHIVE... Prints a line an archive: samples, the first one listed, the reference, letters, and FNV-1a
 * over all letters in the order in which samples and contigs are listed. */
#include <agc-api.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void add_contig(const agc_t *agc, const char *sample, const char *contig, int64_t *letters, uint64_t *hash)
{
    const int length = agc_get_ctg_len(agc, sample, contig);
    char *buffer = malloc((size_t)length + 1);
    int i;
    if (agc_get_ctg_seq(agc, sample, contig, -1, -1, buffer) != length)
        exit(1);
    for (i = 0; i < length; i++)
        *hash = (*hash ^ (unsigned char)buffer[i]) * UINT64_C(1099511628211);
    *letters += length;
    free(buffer);
}

int main(int argc, char **argv)
{
    int archive, i, j, n;
    for (archive = 2; archive < argc; archive++) {
        agc_t *agc = agc_open(argv[archive], atoi(argv[1]));
        char **samples = agc_list_sample(agc, &n), *reference = agc_reference_sample(agc);
        int64_t letters = 0;
        uint64_t hash = UINT64_C(1469598103934665603);
        if (!samples || !reference)
            return 1;
        for (i = 0; samples[i]; i++) {
            char **contigs = agc_list_ctg(agc, samples[i], NULL);
            for (j = 0; contigs[j]; j++)
                add_contig(agc, samples[i], contigs[j], &letters, &hash);
            agc_list_destroy(contigs);
        }
        printf("%d %s %s %" PRId64 " %" PRIx64 "\n", n, samples[0], reference, letters, hash);
        agc_list_destroy(samples);
        free(reference);
        agc_close(agc);
    }
    return 0;
}
