// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <string>

namespace sluice {

/// Sets an environment variable for a scope.
class WithEnvironment
{
public:
    WithEnvironment(const char *name, const std::string &value)
        : m_name(name)
    {
        qputenv(name, QByteArray::fromStdString(value));
    }
    ~WithEnvironment() { qunsetenv(m_name); }
    WithEnvironment(const WithEnvironment &) = delete;
    WithEnvironment &operator=(const WithEnvironment &) = delete;

private:
    const char *m_name;
};

} // namespace sluice
