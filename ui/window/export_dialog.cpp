// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/export_dialog.h"

#include "ui/bridge/convert.h"

#include <QFileInfo>

#include <algorithm>
#include <string_view>

namespace sluice::ui {

namespace {

constexpr QSize leastSize{640, 400};

QString filterOf(ExchangeFormat format)
{
    const QString pattern = QStringLiteral("(*%1)").arg(toQt(fileSuffix(format)));
    switch (format) {
    case ExchangeFormat::Json:
        return ExportDialog::tr("Sluice session, nothing lost %1").arg(pattern);
    case ExchangeFormat::Csv:
        return ExportDialog::tr("Table, a row an event %1").arg(pattern);
    case ExchangeFormat::Chrome:
        return ExportDialog::tr("Chrome trace, for Perfetto %1").arg(pattern);
    case ExchangeFormat::Otlp:
        return ExportDialog::tr("OpenTelemetry spans, OTLP/JSON %1").arg(pattern);
    }
    return pattern;
}

} // namespace

QString exportNameOf(const SessionId &session)
{
    QString name = QStringLiteral("session-");
    for (const QChar c : toQt(std::string_view(session.text()).substr(0, 8))) {
        const bool isPlain = c.unicode() < 0x80 && (c.isLetterOrNumber() || c == QLatin1Char('-'));
        name += isPlain ? c : QLatin1Char('_');
    }
    return name;
}

ExportDialog::ExportDialog(const SessionId &session, QWidget *parent)
    : QFileDialog(parent, tr("Export session as"))
    , m_name(exportNameOf(session))
{
    setObjectName(QStringLiteral("exportDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumSize(leastSize);
    setAcceptMode(AcceptSave);
    QStringList filters;
    for (const ExchangeFormat format : allExchangeFormats)
        filters << filterOf(format);
    setNameFilters(filters);
    followFormat();
    connect(this, &QFileDialog::filterSelected, this, &ExportDialog::followFormat);
    connect(this, &QFileDialog::fileSelected, this,
        [this](const QString &path) { Q_EMIT chosen(path, format()); });
}

ExchangeFormat ExportDialog::format() const
{
    const QString selected = selectedNameFilter();
    const auto *const found = std::ranges::find_if(
        allExchangeFormats, [&selected](ExchangeFormat format) { return filterOf(format) == selected; });
    return found == allExchangeFormats.end() ? ExchangeFormat::Json : *found;
}

/// The name keeps what the person wrote and changes its suffix.
void ExportDialog::followFormat()
{
    const QString suffix = toQt(fileSuffix(format()));
    const QStringList files = selectedFiles();
    const QFileInfo selected(files.isEmpty() ? QString() : files.constFirst());
    QString name = selected.isDir() ? m_name : selected.fileName(); // nothing is selected: the folder is
    for (const ExchangeFormat format :
        {ExchangeFormat::Chrome, ExchangeFormat::Otlp, ExchangeFormat::Json, ExchangeFormat::Csv}) {
        if (const QString old = toQt(fileSuffix(format)); name.endsWith(old)) {
            name.chop(old.size());
            break;
        }
    }
    setDefaultSuffix(suffix.mid(1));
    selectFile((name.isEmpty() ? m_name : name) + suffix);
}

} // namespace sluice::ui
