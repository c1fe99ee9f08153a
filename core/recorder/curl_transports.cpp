// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/curl_transports.h"

#include "core/transport/curl_transport.h"

namespace sluice {

Recorder::TransportFactory curlTransports(const RecorderConfig &config)
{
    CurlSettings settings;
    settings.caFile = config.caFile;
    settings.proxy = config.proxy;
    settings.gzip = config.gzip;
    return [settings] { return std::make_unique<CurlTransport>(settings); };
}

} // namespace sluice
