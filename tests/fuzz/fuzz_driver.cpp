// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// Runs a fuzz target where there is no libFuzzer: every file of the folders that are named, then mutations of
// them. Takes libFuzzer's -runs= and -max_len= and passes over its other options.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

struct Options
{
    std::uint64_t runs = 0;
    std::size_t mostBytes = 4096;
    std::vector<Input> corpus = {Input()};
};

void readFolder(const std::filesystem::path &folder, std::vector<Input> &corpus)
{
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
}

Options readOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument(argv[i]);
        if (argument.starts_with("-runs="))
            options.runs = std::stoull(std::string(argument.substr(6)));
        else if (argument.starts_with("-max_len="))
            options.mostBytes = std::stoull(std::string(argument.substr(9)));
        else if (!argument.starts_with("-"))
            readFolder(std::filesystem::path(argument), options.corpus);
    }
    return options;
}

/// One of the values that programs stumble over, or any.
std::uint8_t strangeByte(sluice::Random &random)
{
    constexpr std::uint8_t strange[] = {0, 1, 0x7f, 0x80, 0xff, '"', '\\', '{', '[', '9'};
    return random.below(2) == 0 ? strange[random.below(std::size(strange))]
                                : static_cast<std::uint8_t>(random.below(256));
}

void mutateOnce(Input &input, const std::vector<Input> &corpus, sluice::Random &random)
{
    const auto at = input.begin() + static_cast<std::ptrdiff_t>(random.below(input.size() + 1));
    const std::uint64_t kind = input.empty() ? 0 : random.below(6);
    if (kind == 0) {
        input.insert(at, random.below(16) + 1, strangeByte(random));
    } else if (kind == 1) {
        input.erase(at, input.end());
    } else if (kind == 2) {
        const Input &other = corpus[random.below(corpus.size())];
        const std::size_t from = random.below(other.size() + 1);
        input.erase(at, input.end());
        input.insert(input.end(), other.begin() + static_cast<std::ptrdiff_t>(from), other.end());
    } else if (at == input.end()) {
        input.pop_back();
    } else if (kind == 3) {
        *at ^= static_cast<std::uint8_t>(1U << random.below(8));
    } else if (kind == 4) {
        *at = strangeByte(random);
    } else {
        input.erase(at);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const Options options = readOptions(argc, argv);
    for (const Input &input : options.corpus)
        LLVMFuzzerTestOneInput(input.data(), input.size());
    sluice::SeededRandom random(1);
    for (std::uint64_t run = 0; run < options.runs; ++run) {
        Input input = options.corpus[random.below(options.corpus.size())];
        for (std::uint64_t changes = random.below(4) + 1; changes > 0; --changes)
            mutateOnce(input, options.corpus, random);
        if (input.size() > options.mostBytes)
            input.resize(options.mostBytes);
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    std::printf("%zu files and %llu mutations\n", options.corpus.size(),
        static_cast<unsigned long long>(options.runs));
    return 0;
}
