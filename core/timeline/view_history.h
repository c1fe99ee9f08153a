// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/view_time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sluice {

/// What a view showed: enough to show it again.
struct ViewState
{
    ViewTime begin;
    double nanosPerPixel = 0;
    bool follows = false; ///< the newest at the right edge: begin is not looked at
    bool whole = false; ///< the whole session: neither begin nor nanosPerPixel is
    std::optional<std::int64_t> selectedRow;

    bool operator==(const ViewState &) const = default;
};

/// Where the user has been, to go back and forward as in a browser: at most 100 views. A wheel turned on and
/// on, or a drag, is one step: what comes within half a second after the last news replaces it.
class ViewHistory
{
public:
    static constexpr std::size_t most = 100;
    static constexpr Millis settled{500};

    /// Forgets all; `state` is where one is.
    void reset(const ViewState &state);

    /// The user has come to `state`. What lay ahead is forgotten.
    void visit(const ViewState &state, SteadyTime now);

    /// The view before (behind) the one where the user is, which becomes the one where the user is; nullopt
    /// at the end.
    std::optional<ViewState> back();
    std::optional<ViewState> forward();

    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_states.size(); }
    std::size_t size() const { return m_states.size(); }

private:
    std::vector<ViewState> m_states{ViewState{}};
    std::size_t m_at = 0;
    std::optional<SteadyTime> m_lastVisit; ///< none after a step: what comes then is a place of its own
};

} // namespace sluice
