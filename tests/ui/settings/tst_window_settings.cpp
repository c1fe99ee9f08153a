// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/settings/window_settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice::ui;

class TestWindowSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = m_dir->filePath(QStringLiteral("sluice.conf"));
    }

    void rememberThePalette_data()
    {
        QTest::addColumn<PaletteChoice>("choice");
        QTest::newRow("default") << PaletteChoice::Default;
        QTest::newRow("okabe-ito") << PaletteChoice::OkabeIto;
        QTest::newRow("high contrast") << PaletteChoice::HighContrast;
    }

    void rememberThePalette()
    {
        QFETCH(const PaletteChoice, choice);
        WindowSettings(m_file).setPalette(choice);
        QCOMPARE(WindowSettings(m_file).palette(), choice);
    }

    void beginWithTheDefaultPalette() { QCOMPARE(WindowSettings(m_file).palette(), PaletteChoice::Default); }

    void takeAnUnknownWordForTheDefault()
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[window]\npalette=neon\ntheme=neon\n");
        file.close();
        QCOMPARE(WindowSettings(m_file).palette(), PaletteChoice::Default);
        QCOMPARE(WindowSettings(m_file).theme(), WindowSettings::ThemeChoice::System);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestWindowSettings)
#include "tst_window_settings.moc"
