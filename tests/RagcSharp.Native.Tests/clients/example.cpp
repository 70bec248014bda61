// What C++ AGC's example in C++ does: the same as the one in C, then random contigs on all processors, through one object.
#include <agc-api.h>

#include <iostream>
#include <random>
#include <thread>

static void PrintLetters(const CAGCFile &file, const std::string &sample, const std::string &contig)
{
    const int letters = 2000, length = file.GetCtgLen(sample, contig);
    int start = 1000000, end = start + letters - 1;
    if (end >= length) {
        end = length - 1;
        start = length > letters ? length - letters : 0;
    }
    std::string text;
    const int code = file.GetCtgSeq(sample, contig, start, end, text);
    std::cout << start << " " << end << " " << code << " " << text << "\n";
}

int main(int argc, char **argv)
{
    CAGCFile file;
    if (argc < 2 || !file.Open(argv[1], false)) {
        std::cerr << ragc_last_error() << "\n";
        return 1;
    }
    std::vector<std::string> samples, contigs;
    file.ListSample(samples);
    std::cout << "No. samples: " << file.NSample() << "\n";
    for (const auto &sample : samples)
        std::cout << sample << " : " << file.NCtg(sample) << "\n";
    file.ListCtg(samples[0], contigs);
    for (const auto &contig : contigs)
        std::cout << contig << " : " << file.GetCtgLen(samples[0], contig) << "\n";
    PrintLetters(file, samples[0], contigs[0]);
    PrintLetters(file, "", contigs[0]);

    const unsigned processors = std::thread::hardware_concurrency();
    std::vector<int> right(processors);
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < processors; t++) {
        threads.emplace_back([&file, &samples, &right, t] {
            std::mt19937 random(t);
            for (int i = 0; i < 10; i++) {
                const std::string &sample = samples[random() % samples.size()];
                std::vector<std::string> names;
                std::string text;
                file.ListCtg(sample, names);
                const std::string &name = names[random() % names.size()];
                right[t] += file.GetCtgSeq(sample, name, -1, -1, text) == 0 && int(text.size()) == file.GetCtgLen(sample, name);
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    for (int n : right) {
        if (n != 10)
            return 1;
    }
    return file.Close() ? 0 : 1;
}
