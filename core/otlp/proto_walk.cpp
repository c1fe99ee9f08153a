// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/proto_walk.h"

#include "core/otlp/otlp_fields.h"
#include "core/otlp/proto_value.h"
#include "core/otlp/proto_wire.h"

#include <protozero/exception.hpp>

namespace sluice {

namespace {

using namespace proto_wire;

class ProtoWalk
{
public:
    ProtoWalk(const ExportShape &shape, const TakeProtoItem &take)
        : m_take(take)
        , m_place(shape)
    { }

    Result<void> request(std::string_view body)
    {
        pbf_message<ExportField> message(body.data(), body.size());
        while (message.next(ExportField::Resources, lengthDelimited)) {
            m_place.level = ExportPlace::Level::Resource;
            if (const auto read = resourceItems(viewOf(message.get_view())); !read)
                return read;
            m_place.level = ExportPlace::Level::Request;
            ++m_place.resource;
        }
        return {};
    }

    const ExportPlace &place() const { return m_place; }

private:
    /// In two walks: the resource may stand behind what it made.
    Result<void> resourceItems(std::string_view bytes)
    {
        m_source = SpanSource();
        pbf_message<ResourceItemsField> first(bytes.data(), bytes.size());
        while (first.next(ResourceItemsField::Resource, lengthDelimited)) {
            if (const auto read = resource(viewOf(first.get_view())); !read)
                return read;
        }
        m_place.scope = 0;
        pbf_message<ResourceItemsField> second(bytes.data(), bytes.size());
        while (second.next(ResourceItemsField::Scopes, lengthDelimited)) {
            m_place.level = ExportPlace::Level::Scope;
            if (const auto read = scopeItems(viewOf(second.get_view())); !read)
                return read;
            m_place.level = ExportPlace::Level::Resource;
            ++m_place.scope;
        }
        return {};
    }

    Result<void> resource(std::string_view bytes)
    {
        pbf_message<ResourceField> message(bytes.data(), bytes.size());
        while (message.next(ResourceField::Attributes, lengthDelimited)) {
            if (const auto read = addProtoAttribute(viewOf(message.get_view()), m_source.resource, m_budget);
                !read)
                return errorAt(m_place, read.error());
        }
        return {};
    }

    Result<void> scopeItems(std::string_view bytes)
    {
        m_source.scope.clear();
        m_source.scopeVersion.clear();
        pbf_message<ScopeItemsField> first(bytes.data(), bytes.size());
        while (first.next(ScopeItemsField::Scope, lengthDelimited))
            scope(viewOf(first.get_view()));
        m_place.item = 0;
        pbf_message<ScopeItemsField> second(bytes.data(), bytes.size());
        while (second.next(ScopeItemsField::Items, lengthDelimited)) {
            m_place.level = ExportPlace::Level::Item;
            Result<void> taken = m_budget.beginItem();
            if (taken)
                taken = m_take(m_source, viewOf(second.get_view()), m_place, m_budget);
            if (!taken)
                return errorAt(m_place, taken.error());
            m_place.level = ExportPlace::Level::Scope;
            ++m_place.item;
        }
        return {};
    }

    void scope(std::string_view bytes)
    {
        pbf_message<ScopeField> message(bytes.data(), bytes.size());
        while (message.next()) {
            switch (message.tag_and_type()) {
            case tag_and_type(ScopeField::Name, lengthDelimited):
                m_source.scope = utf8Text(viewOf(message.get_view()));
                break;
            case tag_and_type(ScopeField::Version, lengthDelimited):
                m_source.scopeVersion = utf8Text(viewOf(message.get_view()));
                break;
            default:
                message.skip();
            }
        }
    }

    const TakeProtoItem &m_take;
    ExportPlace m_place;
    ExportBudget m_budget;
    SpanSource m_source;
};

/// In words: protozero's own are names of exceptions.
std::string_view wordsFor(const protozero::exception &exception)
{
    if (dynamic_cast<const protozero::end_of_buffer_exception *>(&exception))
        return "ends within a field";
    if (dynamic_cast<const protozero::varint_too_long_exception *>(&exception))
        return "has a number of more than 10 bytes";
    if (dynamic_cast<const protozero::unknown_pbf_wire_type_exception *>(&exception))
        return "has a field of a wire type that proto3 does not know";
    return "has a field with a number or length that cannot be";
}

} // namespace

Result<void> eachProtoItem(std::string_view body, const ExportShape &shape, const TakeProtoItem &take)
{
    ProtoWalk walk(shape, take);
    try {
        return walk.request(body);
    } catch (const protozero::exception &exception) {
        return errorAt(
            walk.place(), {ErrorKind::Invalid, "not protobuf: " + std::string(wordsFor(exception))});
    }
}

} // namespace sluice
