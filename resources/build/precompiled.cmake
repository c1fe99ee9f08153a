# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# Large headers that many sources read, read once: half of what a test costs to compile is <QTest>. Only to save
# time: the clang presets build without, so every source names what it includes.
option(SLUICE_PRECOMPILE "Precompile the large headers of Qt and nlohmann" OFF)

# sluice_precompile(sluice_pch_tests LINK Qt6::Test HEADERS <QTest> ...): a target that sluice_precompiled() shares.
function(sluice_precompile name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK;HEADERS")
    if(SLUICE_PRECOMPILE)
        add_library(${name} OBJECT ${PROJECT_SOURCE_DIR}/resources/build/precompiled.cpp)
        target_link_libraries(${name} PRIVATE sluice::compile_options sluice::qt_options ${arg_LINK})
        target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
    endif()
endfunction()

function(sluice_precompiled target by)
    if(SLUICE_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM ${by})
    endif()
endfunction()
