// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace sluice {

/// What kind of thing went wrong: what a program needs to choose its exit code or its HTTP status.
enum class ErrorKind {
    Usage, ///< a command line or a setting that makes no sense
    Invalid, ///< data from outside that is not what it should be
    NotFound,
    Held, ///< another process has it: a port, a data directory
    Limit, ///< a stated bound was reached
    Io, ///< disk or database
    Network,
    Cancelled,
};

/// An error as a value. `message` is a sentence for a person: it names the thing, the place and what was
/// expected, and never holds a secret.
struct Error
{
    ErrorKind kind = ErrorKind::Invalid;
    std::string message;
};

/// A T, or why there is none. Reading the side that is not there is a bug and asserts.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) // NOLINT(google-explicit-constructor): return value; reads as it should
        : m_content(std::in_place_index<0>, std::move(value))
    { }
    Result(Error error) // NOLINT(google-explicit-constructor): as above
        : m_content(std::in_place_index<1>, std::move(error))
    { }

    bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() &
    {
        assert(ok() && "Result holds an error");
        return std::get<0>(m_content);
    }
    const T &value() const &
    {
        assert(ok() && "Result holds an error");
        return std::get<0>(m_content);
    }
    /// By value: `for (x : f().value())` would otherwise walk what is gone already.
    T value() &&
    {
        assert(ok() && "Result holds an error");
        return std::get<0>(std::move(m_content));
    }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    const Error &error() const
    {
        assert(!ok() && "Result holds a value");
        return std::get<1>(m_content);
    }

private:
    std::variant<T, Error> m_content;
};

/// Done, or why not.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) // NOLINT(google-explicit-constructor): as above
        : m_error(std::move(error))
    { }

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error &error() const
    {
        assert(m_error && "Result holds no error");
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace sluice
