/* A target for fuzzers through the functions of C: bytes in, and an archive is read of them.
 *
 * With clang: clang -g -fsanitize=fuzzer -DLIBFUZZER fuzz.c -lagc; seeds are testdata/corrupt and testdata/golden. Without, the program damages archives
 * by chance: fuzz RUNS SEED ARCHIVE... A crash ends it; run 1 with the seed that it printed last does it again. */
#define _GNU_SOURCE
#include "read_all.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];
    const int file = memfd_create("fuzz", MFD_CLOEXEC);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    read_all(path, size % 2 == 0);
    close(file);
    return 0;
}

#ifndef LIBFUZZER

enum { MOST_BYTES = 1 << 20, PATIENCE = 600 };

static uint64_t state;

static uint64_t next(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static size_t damage(uint8_t *bytes, size_t size)
{
    int changes = 1 + (int)(next() % 4);
    while (changes-- > 0 && size > 16) {
        const size_t place = next() % 2 ? next() % size : size - 1 - next() % (size < 400 ? size : 400);
        const size_t length = 1 + next() % 8;
        switch (next() % 5) {
        case 0:
            bytes[place] = (uint8_t)next();
            break;
        case 1:
            bytes[place] ^= (uint8_t)(1u << next() % 8);
            break;
        case 2:
            memset(bytes + place, next() % 2 ? 0xFF : 0, place + length < size ? length : 1);
            break;
        case 3:
            memmove(bytes + place, bytes + next() % (size - length), place + length < size ? length : 0);
            break;
        default:
            if (place + length < size) {
                memmove(bytes + place, bytes + place + length, size - place - length);
                size -= length;
            }
        }
    }
    return size;
}

int main(int argc, char **argv)
{
    static uint8_t bytes[MOST_BYTES];
    int run;
    if (argc < 4)
        return 2;
    for (run = 0; run < atoi(argv[1]); run++) {
        size_t size;
        FILE *file;
        state = UINT64_C(0x9E3779B97F4A7C15) * (uint64_t)(atoi(argv[2]) + run + 1);
        file = fopen(argv[3 + next() % (unsigned)(argc - 3)], "rb");
        if (!file)
            return 2;
        size = damage(bytes, fread(bytes, 1, sizeof bytes, file));
        fclose(file);
        printf("seed %d\n", atoi(argv[2]) + run);
        fflush(stdout);
        alarm(PATIENCE);
        LLVMFuzzerTestOneInput(bytes, size);
    }
    puts("ok");
    return 0;
}

#endif
