// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/forward_options.h"

#include "app/engine/api_key_file.h"

#include <ostream>
#include <utility>

namespace sluice {

namespace {

Result<ForwardKey> keyFrom(const Arguments &arguments, ForwardWire wire)
{
    if (const std::optional<std::string> file = arguments.text("--forward-key-file"))
        return ForwardKey::read(*file, wire);
    if (wire == ForwardWire::Otlp)
        return ForwardKey();
    const Result<ApiKey> key = apiKeyFrom(std::nullopt);
    if (!key)
        return key.error();
    return ForwardKey::parse(key->secret(), wire, "AGENTOPS_API_KEY");
}

} // namespace

Result<std::optional<ForwardTarget>> forwardTargetFrom(const Arguments &arguments)
{
    const std::optional<std::string> endpoint = arguments.text("--forward-to");
    if (!endpoint) {
        for (const char *option : {"--forward-as", "--forward-key-file"}) {
            if (arguments.text(option))
                return Error{ErrorKind::Usage, std::string(option) + " needs --forward-to"};
        }
        return std::optional<ForwardTarget>();
    }
    const std::string word = arguments.text("--forward-as").value_or("agentops");
    const std::optional<ForwardWire> wire = forwardWireFromText(word);
    if (!wire)
        return Error{ErrorKind::Usage, "--forward-as is '" + word + "'; expected agentops or otlp"};
    ForwardTarget target;
    target.endpoint = *endpoint;
    target.wire = *wire;
    Result<ForwardKey> key = keyFrom(arguments, *wire);
    if (!key)
        return key.error().kind == ErrorKind::Invalid ? Error{ErrorKind::Usage, key.error().message}
                                                      : key.error();
    target.key = std::move(*key);
    if (Result<void> valid = target.validate({}); !valid)
        return Error{ErrorKind::Usage, "--forward-to: " + valid.error().message};
    return std::optional(std::move(target));
}

void tellForwarded(std::ostream &out, const ForwardState &state)
{
    const Ledger &ledger = state.ledger;
    out << "sent on to " << state.endpoint << ": " << ledger.delivered << " of " << ledger.recorded
        << " events that were handed over; " << ledger.undecided() + ledger.spooled << " on their way, "
        << ledger.refused << " refused, " << ledger.droppedInAll() << " dropped; "
        << state.waiting + state.announced << " wait in the store";
    if (!state.trouble.empty())
        out << " (" << state.trouble << ')';
    out << '\n';
}

} // namespace sluice
