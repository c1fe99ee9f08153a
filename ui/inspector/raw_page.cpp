// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/raw_page.h"

#include "ui/inspector/text_pane.h"
#include "ui/theme/metrics.h"

#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace sluice::ui {

RawPage::RawPage(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextPane(tr("The body as it was received"), QStringLiteral("detailJson"), this))
    , m_saved(new QLabel(this))
{
    m_saved->setObjectName(QStringLiteral("rawSaved"));
    m_saved->setTextFormat(Qt::PlainText);
    m_saved->setWordWrap(true);
    m_saved->setMargin(metrics::grid);
    auto *save = new QPushButton(tr("&Save as…"), this);
    save->setObjectName(QStringLiteral("rawSave"));
    connect(save, &QPushButton::clicked, this, &RawPage::askWhere);
    m_text->addButton(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_saved);
    clear();
}

void RawPage::showBody(const SharedBody &body)
{
    m_body = body;
    m_saved->hide();
    m_text->showText(body, body->text());
}

void RawPage::clear()
{
    m_body.reset();
    m_saved->hide();
    m_text->clear();
}

void RawPage::saveTo(const QString &path)
{
    QSaveFile file(path);
    const std::string &text = m_body->text();
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size())
        && file.commit();
    m_saved->setText(
        written ? tr("Saved to %1").arg(path) : tr("%1 was not written: %2").arg(path, file.errorString()));
    m_saved->show();
}

void RawPage::askWhere()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the event's body"), QStringLiteral("event.json"), tr("JSON (*.json);;All files (*)"));
    if (!path.isEmpty() && m_body)
        saveTo(path);
}

} // namespace sluice::ui
