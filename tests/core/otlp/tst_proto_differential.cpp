// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Our reader of protobuf and Google's see the same spans in the same bytes, or refuse them both.
// SLUICE_ROUNDS says how many requests are tried, SLUICE_SEED where they begin.
//
// Different by design, each counted:
// * groups, which proto2 had and no proto3 message has: Google's skips them, ours refuses them;
// * field numbers 19000 to 19999, which the language keeps for itself: the same;
// * values deeper than mostExportedLevels: ours refuses them, so that their JSON fits into a body;
// * tags of more than 32 bits: Google's refuses them, ours reads the lower 32.
// Text that is no UTF-8 is refused by Google's where a field is a string; ours mends it. The peer has bytes
// there.

#include "core/otlp/export_request.h"
#include "tests/core/otlp/peer_spans.h"
#include "tests/core/otlp/span_text.h"

#include <QTest>

#include <algorithm>

using namespace sluice;

namespace {

std::uint64_t numberFrom(const char *variable, std::uint64_t otherwise)
{
    bool isNumber = false;
    const qulonglong number = qEnvironmentVariable(variable).toULongLong(&isNumber);
    return isNumber ? number : otherwise;
}

/// A slice is cut out, doubled, or a byte or a bit becomes another.
std::string mutated(std::string bytes, Random &random)
{
    for (std::uint64_t i = 1 + random.below(4); i > 0 && !bytes.empty(); --i) {
        const std::size_t at = random.below(bytes.size());
        const std::size_t count = 1 + random.below(std::min<std::size_t>(16, bytes.size() - at));
        switch (random.below(5)) {
        case 0:
            bytes.erase(at, count);
            break;
        case 1:
            bytes.insert(random.below(bytes.size()), bytes.substr(at, count));
            break;
        case 2:
            bytes[at] = static_cast<char>(random.below(256));
            break;
        case 3:
            bytes.resize(at);
            break;
        default:
            bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << random.below(8)));
        }
    }
    return bytes;
}

/// Whether some tag-like number in the bytes has a fifth byte that says more than 32 bits hold, or more
/// bytes.
bool mayHaveLongTag(std::string_view bytes)
{
    std::size_t run = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (run >= 4 && (byte >= 0x80 || byte > 0x0f))
            return true;
        run = byte >= 0x80 ? run + 1 : 0;
    }
    return false;
}

struct Tally
{
    std::uint64_t alike = 0; ///< both took it, and saw the same
    std::uint64_t refused = 0; ///< by both
    std::uint64_t byDesign = 0;
};

} // namespace

class TestProtoDifferential : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seesWhatGooglesLibrarySees();
};

void TestProtoDifferential::seesWhatGooglesLibrarySees()
{
    const std::uint64_t rounds = numberFrom("SLUICE_ROUNDS", 20'000);
    SeededRandom random(numberFrom("SLUICE_SEED", 1));
    Tally tally;
    std::string request;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        if (round % 8 == 0)
            request = randomRequest(random);
        const std::string body = round % 8 == 0 ? request : mutated(request, random);
        const std::optional<std::string> peer = peerText(body);
        const std::string ours = tracesText(body, OtlpEncoding::Protobuf);
        const bool isTaken = !ours.starts_with("error ");
        if (isTaken == peer.has_value()) {
            QVERIFY2(!peer || ours == *peer,
                (ours + "\n*** but the library:\n" + peer.value_or("refuses it")).c_str());
            ++(peer ? tally.alike : tally.refused);
            continue;
        }
        const bool isByDesign = isTaken
            ? mayHaveLongTag(body)
            : ours.find("a wire type that proto3 does not know") != std::string::npos
                || ours.find("a number or length that cannot be") != std::string::npos
                || ours.find("deeper than") != std::string::npos;
        QVERIFY2(isByDesign, (ours + "\n" + QByteArray::fromStdString(body).toHex().toStdString()).c_str());
        ++tally.byDesign;
    }
    qInfo("%llu alike, %llu refused by both, %llu different by design",
        static_cast<unsigned long long>(tally.alike), static_cast<unsigned long long>(tally.refused),
        static_cast<unsigned long long>(tally.byDesign));
    QVERIFY(tally.alike > rounds / 4);
    QVERIFY(tally.refused > rounds / 10);
    QVERIFY(tally.byDesign < rounds / 20);
}

QTEST_APPLESS_MAIN(TestProtoDifferential)
#include "tst_proto_differential.moc"
