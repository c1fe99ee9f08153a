// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Renders each tab of the details into pictures, in both themes, as wide as the dock is in windows of
// 1024x640 and 1440x900: details_pictures DIR. A program and not a test: pictures are for eyes.

#include "ui/inspector/details_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QDeadlineTimer>
#include <QDir>
#include <QLabel>
#include <QLinearGradient>
#include <QPainter>
#include <QTreeView>

#include <array>
#include <string>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

using Tab = DetailsPanel::Tab;

constexpr Timestamp sessionStart{std::chrono::seconds{1'800'000'000}};

std::string pictureUrl()
{
    QImage image(1'280, 720, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient gradient(0, 0, 1'280, 720);
    gradient.setColorAt(0, Qt::darkCyan);
    gradient.setColorAt(1, Qt::darkBlue);
    painter.fillRect(image.rect(), gradient);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return "data:image/png;base64," + bytes.toBase64().toStdString();
}

StoredEvent demoCall()
{
    StoredEvent event;
    event.session = SessionId("01a21459-f4c6-7000-808c-55d6c2f4b560");
    event.id = EventId("01a21459-f4c6-7000-808c-55d6c2f4b563");
    event.type = EventType::Llm;
    event.name = "gpt-4o";
    event.agent = AgentId("3ce9b33a-2893-45ac-bd28-16789d8ce4d9");
    event.start = sessionStart + 1'240ms;
    event.end = event.start + 2'310ms;
    event.facts.promptTokens = 1'000;
    event.facts.completionTokens = 240;
    event.facts.cost = Money::fromDecimal("0.0125");
    std::string document;
    for (int i = 1; i <= 60; ++i)
        document += "Paragraph " + std::to_string(i) + " of the page that was fetched, with what it says.\\n";
    event.body = R"({"event_type":"llms","params":{"model":"gpt-4o","temperature":0.2},"prompt":[
{"role":"system","content":"You are a careful researcher. Answer in one paragraph."},
{"role":"user","content":"Why do <b>bounded queues</b> need a stated policy when they are full?"},
{"role":"assistant","content":null,"tool_calls":[{"id":"call_7","type":"function","function":{"name":"web_search",
"arguments":"{\"q\":\"bounded queue overflow policy\",\"limit\":3}"}}]},
{"role":"tool","tool_call_id":"call_7","content":")"
        + document
        + R"("}],"completion":{"role":"assistant","content":"Because whoever waits, drops or spills must know that it does: a queue without a stated policy chooses one in silence."},
"logs":"\u001b[1mresearch\u001b[0m starting\n\u001b[32mok\u001b[0m  fetched 3 pages in 812 ms\n\u001b[33mwarn\u001b[0m one page had no title\n\u001b[31merror\u001b[0m page 2: timed out after 500 ms\n\u001b[2mdone\u001b[0m",
"screenshot":")"
        + pictureUrl() + "\"}";
    return event;
}

EventHead headOf(std::int64_t row, EventType type, const char *name)
{
    EventHead head;
    head.row = row;
    head.type = type;
    head.name = name;
    return head;
}

EventContext demoContext()
{
    EventContext context;
    context.agentName = "researcher";
    context.sessionStart = sessionStart;
    context.kin.emplace();
    context.kin->parent = headOf(1, EventType::Action, "research");
    context.kin->errors = {headOf(9, EventType::Error, "Timeout")};
    context.kin->errorCount = 1;
    context.kin->children = {headOf(7, EventType::Tool, "web_search")};
    context.kin->childCount = 1;
    return context;
}

void save(QSize size, const QDir &dir, const QString &suffix)
{
    static constexpr std::array names = {"overview", "chat", "json", "raw", "screenshot", "log"};
    QWidget host;
    DetailsPanel panel(&host);
    host.resize(size);
    panel.resize(size);
    host.show();
    panel.showDetails(eventDetails(demoCall(), demoContext()));
    panel.showLifeLineMessage(QStringLiteral("The life line is pictured elsewhere."));
    for (std::size_t i = 0; i < names.size(); ++i) {
        panel.open(static_cast<Tab>(i));
        if (auto *tree = panel.findChild<QTreeView *>(QStringLiteral("jsonTree")))
            tree->expandToDepth(1);
        const auto *facts = panel.findChild<QLabel *>(QStringLiteral("screenshotFacts"));
        const QDeadlineTimer patience(5s);
        do // the picture is read beside
            QCoreApplication::processEvents();
        while (facts->text().startsWith(QStringLiteral("Reading")) && !patience.hasExpired());
        host.grab().save(
            dir.filePath(QStringLiteral("details-%1-%2.png").arg(QLatin1String(names[i]), suffix)));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (application.arguments().size() < 2)
        return 2;
    const QDir dir(application.arguments().at(1));
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(application, theme);
        const QString suffix = theme == Theme::Light ? QStringLiteral("light") : QStringLiteral("dark");
        save({300, 540}, dir, QStringLiteral("1024-") + suffix);
        save({420, 800}, dir, QStringLiteral("1440-") + suffix);
    }
    return 0;
}
