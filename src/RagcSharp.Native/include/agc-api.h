/* Read AGC archives from C and C++.
 *
 * The functions agc_... and the class CAGCFile replace those of C++ AGC's library: the same names, arguments and results. The functions
 * ragc_... are additions. docs/library-c.md lists the differences and the reasons.
 *
 * Link with -lagc. Valid C99 and later, C++11 and later. MIT license.
 *
 * Threads: any number of threads may use one handle. agc_close waits for nobody; calls that run on other threads end normally, and the
 * archive is closed after the last of them. The child of a fork() may go on using handles of its parent.
 *
 * Names are bytes that end in NUL, compared byte by byte. A contig is found by its short name, the part of its header before the first
 * blank, tab, CR or LF: "chr1" and "chr1 any text" ask for the same contig. Of several contigs of one short name in a sample, the first one
 * is meant.
 *
 * The library prints nothing. It leaves SIGPIPE as the program has set it.
 */
#ifndef AGC_API_H
#define AGC_API_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#include <memory>
#include <string>
#include <vector>
#define EXTERNC extern "C"
class CAGCFile;
typedef CAGCFile agc_t;
#else
#define EXTERNC
/* A handle: an archive that is open. */
typedef struct agc_t agc_t;
#endif

/* ---- The functions of C++ AGC ---------------------------------------------------------------------------------------------------- */

/* Opens an archive. A `prefetching` other than 0 copies the whole file into memory first: it may then change or vanish.
 * Returns NULL if the file cannot be read or is no archive, or if `fn` is NULL. A closed handle still takes 16 bytes, so that calls with it are
 * answered (-1 or NULL); everything else is freed. */
EXTERNC agc_t *agc_open(char *fn, int prefetching);

/* Closes a handle. Returns 0, or -1 if the handle is NULL or closed. */
EXTERNC int agc_close(agc_t *agc);

/* Returns the number of samples, or -1. */
EXTERNC int agc_n_sample(const agc_t *agc);

/* Returns the number of contigs of a sample, or -1 if there is no such sample. */
EXTERNC int agc_n_ctg(const agc_t *agc, const char *sample);

/* Returns the length of a contig in letters. With `sample` NULL or "", finds the contig in any sample.
 * Returns -1 if there is no such sample or contig, -2 if `sample` is NULL or "" and several contigs have the name. */
EXTERNC int agc_get_ctg_len(const agc_t *agc, const char *sample, const char *name);

/* Copies letters of a contig and a NUL to `buf`: upper-case letters of the IUPAC code. Returns the number of letters, or -1.
 * `start` and `end` count from 0, and both are included. A negative `start` or `end` means the first or the last letter; an `end` behind the
 * contig is cut off. A `start` behind the contig gives 0 letters. CAUTION: with `start` > `end` >= 0 the whole contig is copied, as by C++ AGC.
 * Errors leave `buf` as it was, except damage that is found on the way. */
EXTERNC int agc_get_ctg_seq(const agc_t *agc, const char *sample, const char *name, int start, int end, char *buf);

/* Returns the name of the reference sample, to be freed by agc_string_destroy or free. NULL on errors. */
EXTERNC char *agc_reference_sample(const agc_t *agc);

/* Returns the names of all samples in the order of their bytes, with a NULL behind the last one, and their number in `*n_sample`, which may be
 * NULL. Free the list with agc_list_destroy. NULL on errors. */
EXTERNC char **agc_list_sample(const agc_t *agc, int *n_sample);

/* Returns the headers of the contigs of a sample in the order of the archive, with a NULL behind the last one, and their number in `*n_ctg`,
 * which may be NULL. The list is empty if there is no such sample. Free the list with agc_list_destroy. NULL on errors. */
EXTERNC char **agc_list_ctg(const agc_t *agc, const char *sample, int *n_ctg);

/* Frees a list AND its strings; NULL is no list. Returns 0. Array and strings are separate blocks of malloc: a program that wants to keep the
 * strings may free the array alone with free. */
EXTERNC int agc_list_destroy(char **list);

/* Frees a string; NULL is no string. Returns 0. */
EXTERNC int agc_string_destroy(char *sample);

/* ---- Additions ------------------------------------------------------------------------------------------------------------------- */

/* The version of the additions that this header declares. Functions are added, never changed. */
#define RAGC_API_VERSION 1

/* Results below 0. */
#define RAGC_ERROR (-1)     /* see ragc_last_error */
#define RAGC_AMBIGUOUS (-2) /* no sample was given, and several contigs have the name */
#define RAGC_TOO_SMALL (-3) /* the buffer is too small */
#define RAGC_NOT_FOUND (-4) /* no such sample or contig; only from functions that say so */

/* Flags of ragc_open. */
#define RAGC_PREFETCH 1u /* copy the file into memory */

/* Flags of ragc_read and ragc_region. */
#define RAGC_REVERSE_COMPLEMENT 1u

/* Flags of ragc_write_samples. */
#define RAGC_PLAIN 1u /* upper-case letters of the IUPAC code, also of samples that are stored exactly */

/* Flags of ragc_verify. */
#define RAGC_QUICK 1u /* check the container and its checksums, decode nothing */

/* Pass it as `cache_bytes` for the default, 64 MiB, and as `end` for the end of the contig. */
#define RAGC_DEFAULT (-1)
#define RAGC_TO_END INT64_MAX

/* Returns the version of the additions in the library that is loaded: at least RAGC_API_VERSION if all of this header is there. */
EXTERNC int ragc_api_version(void);

/* Returns the reason of the last failure on this thread, in UTF-8: file, place, what was found and what was expected. "" if nothing has failed.
 * The text is the library's, and valid until this function is called again on the thread. */
EXTERNC const char *ragc_last_error(void);

/* Opens an archive as agc_open does. The handle keeps references and packs that were used last within `cache_bytes` bytes, and names and places
 * of contigs within half as much. */
EXTERNC agc_t *ragc_open(const char *file, unsigned flags, int64_t cache_bytes);

/* Returns 1 if samples were stored with all of their text (case, line ends), 0 if not, or -1. */
EXTERNC int ragc_is_exact(const agc_t *agc);

/* As agc_list_sample, but in the order of the archive: the reference comes first. */
EXTERNC char **ragc_list_samples(const agc_t *agc, int64_t *n);

/* As agc_list_ctg, but NULL if there is no such sample. If `lengths` is not NULL, it receives an array of the contigs' lengths in letters, to be
 * freed with free. */
EXTERNC char **ragc_list_contigs(const agc_t *agc, const char *sample, int64_t **lengths, int64_t *n);

/* Returns the length of a contig in letters, RAGC_NOT_FOUND, RAGC_AMBIGUOUS or RAGC_ERROR. In all ragc_ functions a contig whose whole header equals `contig` goes
 * before the first one of that short name. */
EXTERNC int64_t ragc_contig_length(const agc_t *agc, const char *sample, const char *contig);

/* Copies the letters at positions `start` to `end` of a contig, and a NUL. Positions count from 0, `end` is not included and is cut off at the
 * contig's end. A range that ends before it starts, or starts behind the contig, is an error.
 * `capacity` is the size of `buffer` in bytes: the number of letters and 1. With `buffer` NULL nothing is copied.
 * Returns the number of letters, RAGC_NOT_FOUND, RAGC_AMBIGUOUS, RAGC_TOO_SMALL or RAGC_ERROR. */
EXTERNC int64_t ragc_read(
    const agc_t *agc, const char *sample, const char *contig, int64_t start, int64_t end, unsigned flags, char *buffer, int64_t capacity);

/* A region to be read. */
typedef struct ragc_region {
    const char *sample; /* NULL or "": the only sample that has the contig */
    const char *contig;
    int64_t start;      /* from 0 */
    int64_t end;        /* not included */
    char *letters;      /* a buffer; or NULL, then one is allocated, to be freed with free */
    int64_t capacity;   /* of the buffer, in bytes */
    int64_t result;     /* receives what ragc_read would return */
    uint32_t flags;     /* RAGC_REVERSE_COMPLEMENT or 0 */
    uint32_t reserved;  /* 0 */
} ragc_region;

/* Reads regions on several threads, which end before it returns; `threads` 0 is one for each processor. Returns the number of regions that could
 * not be read (ragc_last_error has the reason of the first one), or RAGC_ERROR. */
EXTERNC int64_t ragc_read_regions(const agc_t *agc, ragc_region *regions, int64_t n, int threads);

/* Takes text. Returns 0 to go on. It is called by the thread that wants the text, and must neither throw nor jump out. */
typedef int (*ragc_write_function)(void *context, const char *text, size_t length);

/* Writes samples as FASTA, one after another. A sample that was stored exactly comes out byte for byte, unless `line_length` is above 0 or
 * RAGC_PLAIN is given; lines of others have 80 letters, or `line_length`. `threads` 0 is one for each processor. Returns 0 or -1. */
EXTERNC int ragc_write_samples(
    const agc_t *agc, const char *const *samples, int64_t n, int line_length, unsigned flags, int threads, ragc_write_function write, void *context);

/* Takes a fault of an archive, in words. The text is valid during the call. It must neither throw nor jump out. */
typedef void (*ragc_fault_function)(void *context, const char *fault);

/* Verifies an archive from the first byte to the last. Calls `found`, which may be NULL, for each fault. Returns the number of faults, or -1 if the
 * file cannot be read. */
EXTERNC int64_t ragc_verify(const char *file, unsigned flags, int threads, ragc_fault_function found, void *context);

/* ---- The class of C++ AGC -------------------------------------------------------------------------------------------------------- */

#ifdef __cplusplus

/* For the class. */
EXTERNC int ragc_open_into(agc_t *agc, const char *file, unsigned flags, int64_t cache_bytes);
EXTERNC int ragc_ctg_seq_len(const agc_t *agc, const char *sample, const char *name, int start, int end);

/* An archive. A handle of agc_open is an object of this class, too, and both may be mixed. Any number of threads may use one object, except for
 * Open and Close. Names end at a NUL. */
class CAGCFile {
public:
    CAGCFile() : block_() {}
    ~CAGCFile() {
        if (block_[0])
            agc_close(this);
    }
    CAGCFile(const CAGCFile &) = delete;
    CAGCFile &operator=(const CAGCFile &) = delete;

    /* Opens an archive. False if that fails, or if the object has an open one. */
    bool Open(const std::string &file_name, bool prefetching = true) {
        return ragc_open_into(this, file_name.c_str(), prefetching ? RAGC_PREFETCH : 0u, RAGC_DEFAULT) == 0;
    }

    /* Closes the archive and frees its memory. False if none is open. */
    bool Close() { return agc_close(this) == 0; }

    /* Returns the length of a contig, -1 or -2, as agc_get_ctg_len does. */
    int GetCtgLen(const std::string &sample, const std::string &name) const {
        return agc_get_ctg_len(this, sample.c_str(), name.c_str());
    }

    /* Replaces `buffer` by letters of a contig; see agc_get_ctg_seq for the range. Returns 0; or -1 or -2, as agc_get_ctg_len does, and leaves
     * `buffer` as it was. */
    int GetCtgSeq(const std::string &sample, const std::string &name, int start, int end, std::string &buffer) const {
        const int length = ragc_ctg_seq_len(this, sample.c_str(), name.c_str(), start, end);
        if (length < 0)
            return length;
        std::string letters(static_cast<std::size_t>(length), '\0');
        if (agc_get_ctg_seq(this, sample.c_str(), name.c_str(), start, end, &letters[0]) != length)
            return -1;
        buffer.swap(letters);
        return 0;
    }

    /* Returns the number of samples, or -1. */
    int NSample() const { return agc_n_sample(this); }

    /* Returns the number of contigs of a sample, or -1. */
    int NCtg(const std::string &sample) const { return agc_n_ctg(this, sample.c_str()); }

    /* Replaces `samples` by the names of all samples in the order of their bytes. Returns 0, or -1. */
    int ListSample(std::vector<std::string> &samples) const { return Take(samples, agc_list_sample(this, nullptr)); }

    /* Replaces `sample` by the name of the reference sample. Returns 0, or -1. */
    int GetReferenceSample(std::string &sample) const {
        const std::unique_ptr<char, int (*)(char *)> name(agc_reference_sample(this), agc_string_destroy);
        if (!name)
            return -1;
        sample = name.get();
        return 0;
    }

    /* Replaces `names` by the headers of the contigs of a sample in the order of the archive: by none if there is no such sample. Returns 0, or
     * -1. */
    int ListCtg(const std::string &sample, std::vector<std::string> &names) const {
        return Take(names, agc_list_ctg(this, sample.c_str(), nullptr));
    }

private:
    static int Take(std::vector<std::string> &target, char **texts) {
        const std::unique_ptr<char *, int (*)(char **)> list(texts, agc_list_destroy);
        if (!list)
            return -1;
        target.clear();
        for (char **text = texts; *text; ++text)
            target.emplace_back(*text);
        return 0;
    }

    void *block_[2]; /* the library's; the first word is set while an archive is open */
};

#endif /* __cplusplus */

#endif /* AGC_API_H */
