// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/bridges/forward_parts.h"

#include "app/engine/engine.h"

#include <QCoreApplication>

#include <utility>

namespace sluice {

ui::ForwardBridge::Parts forwardPartsOf(Engine &engine)
{
    ui::ForwardBridge::Parts parts;
    if (engine.isViewer())
        parts.whyNot = QCoreApplication::translate("ForwardParts",
            "The Sluice that holds the data directory sends its sessions on; this one looks on.");
    parts.start = [&engine](ForwardTarget target, ForwardOptions::Since since) {
        return engine.startForwarding(std::move(target), since);
    };
    parts.take = [&engine] { return engine.takeForwarder(); };
    parts.forwarder = [&engine] { return engine.forwarder(); };
    parts.error = [&engine] { return engine.forwardError(); };
    parts.ownCollector = [&engine] { return engine.collectorUrl(); };
    parts.dataDir = engine.dataDir();
    parts.clock = &engine.clock();
    return parts;
}

} // namespace sluice
