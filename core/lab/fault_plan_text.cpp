// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_plan.h"

#include <algorithm>
#include <charconv>

namespace sluice {

namespace {

/// "Black-Hole " is black_hole: lower case, without blanks, dashes and underscores.
std::string plain(std::string_view text)
{
    std::string plain;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            plain += static_cast<char>(c - 'A' + 'a');
        else if (c != ' ' && c != '\t' && c != '-' && c != '_')
            plain += c;
    }
    return plain;
}

template <typename Number>
bool readNumber(std::string_view text, Number &number)
{
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end;
}

/// False: the kind takes no number, or this is none.
bool takeNumber(std::string_view text, Fault &fault)
{
    Millis::rep milliseconds = 0;
    switch (fault.kind) {
    case FaultKind::Latency:
        if (!readNumber(text, milliseconds))
            return false;
        fault.delay = Millis(milliseconds);
        return true;
    case FaultKind::Bandwidth:
        return readNumber(text, fault.bytesPerSecond);
    case FaultKind::Status503:
    case FaultKind::Status429:
        return readNumber(text, fault.retryAfter);
    case FaultKind::TooLarge413:
        return readNumber(text, fault.bodyLimit);
    default:
        return false;
    }
}

Error notAFault(std::string_view text, const std::string &why)
{
    std::string message = "\"" + std::string(text) + "\" is no fault: " + why + "; expected ";
    for (const FaultPlan &preset : faultPresets())
        message += '"' + preset.name + "\", ";
    message += "or one of none, latency:MS, bandwidth:BYTES_PER_SECOND, 500, 503[:SECONDS], 429[:SECONDS], "
               "413[:BYTES], 401, reset, half_answer, garbage, black_hole, refused";
    return {ErrorKind::Usage, message};
}

std::string retryText(const char *status, std::uint32_t seconds)
{
    return std::string("Each request is answered with ") + status
        + " and Retry-After: " + std::to_string(seconds) + " s";
}

std::string kindText(const Fault &fault)
{
    switch (fault.kind) {
    case FaultKind::None:
    case FaultKind::Latency:
        return "Each request is passed on";
    case FaultKind::Bandwidth:
        return "Each way carries at most " + std::to_string(fault.bytesPerSecond) + " bytes a second";
    case FaultKind::Status500:
        return "Each request is answered with 500";
    case FaultKind::Status503:
        return retryText("503", fault.retryAfter);
    case FaultKind::Status429:
        return retryText("429", fault.retryAfter);
    case FaultKind::TooLarge413:
        return "A request of more than " + std::to_string(fault.bodyLimit)
            + " bytes of body is answered with 413";
    case FaultKind::Expired401:
        return "Tokens given out before are answered with 401; new ones are good";
    case FaultKind::Reset:
        return "The connection is reset after each request";
    case FaultKind::HalfAnswer:
        return "Each request reaches the endpoint, and half of its answer comes back";
    case FaultKind::Garbage:
        return "Each request is answered with bytes that are no HTTP";
    case FaultKind::BlackHole:
        return "Each request is read, and nothing comes back";
    case FaultKind::Refused:
        return "Nobody listens: connections are refused, and those that are open are cut";
    }
    return {};
}

} // namespace

std::string_view wireName(FaultKind kind)
{
    switch (kind) {
    case FaultKind::None:
        return "none";
    case FaultKind::Latency:
        return "latency";
    case FaultKind::Bandwidth:
        return "bandwidth";
    case FaultKind::Status500:
        return "500";
    case FaultKind::Status503:
        return "503";
    case FaultKind::Status429:
        return "429";
    case FaultKind::TooLarge413:
        return "413";
    case FaultKind::Expired401:
        return "401";
    case FaultKind::Reset:
        return "reset";
    case FaultKind::HalfAnswer:
        return "half_answer";
    case FaultKind::Garbage:
        return "garbage";
    case FaultKind::BlackHole:
        return "black_hole";
    case FaultKind::Refused:
        return "refused";
    }
    return {};
}

std::optional<FaultKind> faultKindOf(std::string_view name)
{
    const auto found
        = std::ranges::find_if(allFaultKinds, [name](FaultKind kind) { return wireName(kind) == name; });
    return found == allFaultKinds.end() ? std::nullopt : std::optional(*found);
}

std::string Fault::toSentence() const
{
    if (isNone())
        return "Nothing goes wrong.";
    std::string text = kindText(*this);
    if (delay > Millis(0) && kind != FaultKind::Refused) // who refuses has nothing to delay
        text += (kind == FaultKind::None || kind == FaultKind::Latency ? " " : "; all that ")
            + std::to_string(delay.count()) + " ms late";
    return text + '.';
}

const std::vector<FaultPlan> &faultPresets()
{
    using K = FaultKind;
    static const std::vector<FaultPlan> presets = {
        {"server down 10 s",
            "After half a second nobody listens for 10 s: what is open is cut, connections are refused; then "
            "the server is back",
            {{Millis(500), Millis(10'000), {K::Refused}}}, {}},
        {"slow server 4 s", "For 30 s each request is passed on 4 s late",
            {{Millis(0), Millis(30'000), {K::Latency, Millis(4'000)}}}, {}},
        {"rate limited",
            "In each 1.2 s the first 0.3 s lets requests pass; after it they are answered with 429 and "
            "Retry-After: 1 s; without an end",
            {{Millis(300), Millis(900), {K::Status429}}}, Millis(1'200)},
        {"flapping", "0.3 s each: refused, well, 503 with Retry-After: 1 s, well, reset, well; over and over",
            {{Millis(0), Millis(300), {K::Refused}}, {Millis(600), Millis(300), {K::Status503}},
                {Millis(1'200), Millis(300), {K::Reset}}},
            Millis(1'800)},
        {"queue full now",
            "For 3 s, from now on, nothing is answered, so that a queue that gets more than it holds is "
            "full; "
            "then what waits is cut and all is well",
            {{Millis(0), Millis(3'000), {K::BlackHole}}}, {}},
    };
    return presets;
}

Result<FaultPlan> faultPlanFromText(std::string_view text)
{
    const std::string wanted = plain(text);
    for (const FaultPlan &preset : faultPresets()) {
        if (plain(preset.name) == wanted)
            return preset;
    }
    const std::size_t colon = text.find(':');
    const std::string name = plain(text.substr(0, colon));
    const auto kind = std::ranges::find_if(
        allFaultKinds, [&name](FaultKind known) { return plain(wireName(known)) == name; });
    if (kind == allFaultKinds.end())
        return notAFault(text, "there is none of this name");
    Fault fault{*kind};
    if (colon != std::string_view::npos && !takeNumber(text.substr(colon + 1), fault))
        return notAFault(text, "what follows the colon is not its number");
    if (Result<void> valid = fault.validate(); !valid)
        return notAFault(text, valid.error().message);
    FaultPlan plan{std::string(text), fault.toSentence(), {}, {}};
    if (!fault.isNone())
        plan.phases.push_back({Millis(0), FaultPhase::forEver, fault});
    return plan;
}

} // namespace sluice
