// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <protozero/data_view.hpp>
#include <protozero/pbf_message.hpp>
#include <protozero/types.hpp>

#include <string_view>

/// Short names for what each reader of protobuf needs of protozero.
namespace sluice::proto_wire {

using protozero::pbf_message;
using protozero::tag_and_type;

inline constexpr auto lengthDelimited = protozero::pbf_wire_type::length_delimited;
inline constexpr auto varint = protozero::pbf_wire_type::varint;
inline constexpr auto fixed32 = protozero::pbf_wire_type::fixed32;
inline constexpr auto fixed64 = protozero::pbf_wire_type::fixed64;

inline std::string_view viewOf(protozero::data_view view)
{
    return {view.data(), view.size()};
}

} // namespace sluice::proto_wire
