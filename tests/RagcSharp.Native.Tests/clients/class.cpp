// The class of C++ AGC: class TOY NAMES VERSION2.
#include "check.h"

#include <climits>
#include <stdexcept>
#include <thread>
#include <type_traits>

static std::string toy, names, version2;

static void an_object_of_two_words()
{
    CHECK(sizeof(CAGCFile) == 16);
    CHECK((std::is_same<agc_t, CAGCFile>::value));
    CHECK(!std::is_copy_constructible<CAGCFile>::value && !std::is_move_constructible<CAGCFile>::value);
    CHECK(!std::is_copy_assignable<CAGCFile>::value && !std::is_move_assignable<CAGCFile>::value);
}

static void open_and_close()
{
    CAGCFile file;
    CHECK(!file.Close());
    CHECK(!file.Open("/no/such/file.agc"));
    CHECK(!file.Open("", false));
    // A failed Open leaves the object usable.
    CHECK(file.Open(toy));
    CHECK(!file.Open(names) && file.NSample() == 4);
    CHECK(file.Close() && !file.Close());
    CHECK(file.Open(names, false) && file.NSample() == 2);
    CHECK(file.Close());
}

static void closed_object()
{
    CAGCFile file;
    std::string text = "kept";
    std::vector<std::string> list(1, "kept");
    for (int round = 0; round < 2; round++) {
        CHECK(file.NSample() == -1 && file.NCtg("a") == -1 && file.GetCtgLen("a", "chr1a") == -1);
        CHECK(file.GetCtgSeq("a", "chr1a", -1, -1, text) == -1 && file.GetReferenceSample(text) == -1 && text == "kept");
        CHECK(file.ListSample(list) == -1 && file.ListCtg("a", list) == -1 && list.size() == 1 && list[0] == "kept");
        CHECK(file.Open(toy) && file.Close());
    }
}

static void members()
{
    CAGCFile file;
    std::string text;
    std::vector<std::string> list(9, "old");
    CHECK(file.Open(toy));
    CHECK(file.NSample() == 4 && file.NCtg("ref") == 4 && file.NCtg("nope") == -1);
    CHECK(file.GetReferenceSample(text) == 0 && text == "ref");
    CHECK(file.ListSample(list) == 0 && list == (std::vector<std::string>{"a", "b", "c", "ref"}));
    CHECK(file.ListCtg("b", list) == 0 && list == (std::vector<std::string>{"chr1", "g h i 21", "c", "t"}));
    CHECK(file.ListCtg("nope", list) == 0 && list.empty());
    CHECK(file.GetCtgLen("b", "g") == 7 && file.GetCtgLen("", "chr1") == -2 && file.GetCtgLen("", "chr1a") == 13);
    CHECK(file.GetCtgLen("a", "nope") == -1 && file.GetCtgLen("nope", "chr1a") == -1);
}

static void sequences()
{
    CAGCFile file;
    std::string text(1000, '#');
    CHECK(file.Open(toy, false));
    CHECK(file.GetCtgSeq("a", "chr1a", -1, -1, text) == 0 && text == "CTGAGCTGACTGA");
    CHECK(file.GetCtgSeq("a", "chr1a", 8, 12, text) == 0 && text == "ACTGA");
    CHECK(file.GetCtgSeq("", "chr3a", 4, 8, text) == 0 && text == "TAGCT");
    CHECK(file.GetCtgSeq("a", "chr1a", 5, 3, text) == 0 && text == "CTGAGCTGACTGA");
    CHECK(file.GetCtgSeq("a", "chr1a", 10, INT_MAX, text) == 0 && text == "TGA");
    CHECK(file.GetCtgSeq("a", "chr1a", 13, 20, text) == 0 && text.empty());
    text = "kept";
    CHECK(file.GetCtgSeq("", "chr1", -1, -1, text) == -2 && text == "kept");
    CHECK(file.GetCtgSeq("a", "nope", -1, -1, text) == -1 && text == "kept");
    // Names end at a NUL.
    CHECK(file.GetCtgSeq(std::string("a\0b", 3), std::string("chr1a\0x", 7), 0, 1, text) == 0 && text == "CT");
}

static void both_interfaces_on_one_handle()
{
    CAGCFile file;
    CHECK(file.Open(toy));
    CHECK(agc_n_sample(&file) == 4 && agc_get_ctg_len(&file, "a", "chr1a") == 13);
    CHECK(agc_close(&file) == 0 && file.NSample() == -1 && !file.Close());
    agc_t *handle = agc_open(const_cast<char *>(toy.c_str()), 0);
    CHECK(handle->NSample() == 4 && handle->GetCtgLen("b", "t") == 7);
    CHECK(handle->Close() && agc_n_sample(handle) == -1);
}

static void exceptions_of_the_host()
{
    int caught = 0;
    for (int i = 0; i < 100; i++) {
        try {
            CAGCFile file;
            CHECK(file.Open(i % 2 ? version2 : names));
            throw std::runtime_error("thrown while a file is open");
        } catch (const std::exception &) {
            caught++;
        }
    }
    CHECK(caught == 100);
}

static void threads_on_one_object()
{
    CAGCFile file;
    CHECK(file.Open(names));
    std::vector<std::thread> threads;
    std::vector<int> wrong(8);
    for (int t = 0; t < 8; t++) {
        threads.emplace_back([&file, &wrong, t] {
            std::string text;
            for (int i = 0; i < 150; i++)
                wrong[t] += file.GetCtgSeq("ref", "chr1", i, i + 99, text) != 0 || text.size() != 100;
        });
    }
    for (auto &thread : threads)
        thread.join();
    for (int count : wrong)
        CHECK(count == 0);
}

int main(int argc, char **argv)
{
    int failed = 0;
    if (argc != 4)
        return 2;
    toy = argv[1];
    names = argv[2];
    version2 = argv[3];
    RUN(an_object_of_two_words);
    RUN(open_and_close);
    RUN(closed_object);
    RUN(members);
    RUN(sequences);
    RUN(both_interfaces_on_one_handle);
    RUN(exceptions_of_the_host);
    RUN(threads_on_one_object);
    puts(failed ? "FAILED" : "ok");
    return failed > 0;
}
