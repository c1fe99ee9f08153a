// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/error_window.h"

#include "ui/bridge/convert.h"

#include <QCoreApplication>
#include <QMessageBox>

#include <sys/stat.h>

namespace sluice {

namespace {

bool isNullDevice(const struct stat &file)
{
    struct stat null = {};
    return S_ISCHR(file.st_mode) && ::stat("/dev/null", &null) == 0 && file.st_rdev == null.st_rdev;
}

/// systemd names the journal's stream so: device, colon, inode.
bool isJournal(const struct stat &file)
{
    const QByteArray journal = qgetenv("JOURNAL_STREAM");
    return !journal.isEmpty()
        && journal
        == QByteArray::number(qulonglong(file.st_dev)) + ':' + QByteArray::number(qulonglong(file.st_ino));
}

} // namespace

bool isSeen(int descriptor)
{
    struct stat file = {};
    return ::fstat(descriptor, &file) == 0 && !isNullDevice(file) && !isJournal(file);
}

void showErrorWindow(const std::string &message)
{
    QMessageBox box(QMessageBox::Critical, QCoreApplication::translate("ErrorWindow", "Sluice cannot start"),
        ui::toQt(message), QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

} // namespace sluice
