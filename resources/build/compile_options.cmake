# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# How every target of Sluice is compiled; linked by sluice_module() and by the programs.
add_library(sluice_compile_options INTERFACE)
add_library(sluice::compile_options ALIAS sluice_compile_options)

target_include_directories(sluice_compile_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(sluice_compile_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Wimplicit-fallthrough
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wsuggest-override>
    $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety -Wthread-safety-beta>
    # GCC bug 105651: at -O3 a text literal + std::string is warned of without a cause.
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>
    $<$<BOOL:${SLUICE_WERROR}>:-Werror>)

if(SLUICE_SANITIZE)
    target_compile_options(sluice_compile_options INTERFACE
        -fsanitize=${SLUICE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
        # The instrumentation hides from GCC what has been initialised.
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(sluice_compile_options INTERFACE -fsanitize=${SLUICE_SANITIZE})
endif()

# lld halves the time that some sixty test programs take to link.
find_program(SLUICE_LLD ld.lld)
if(SLUICE_LLD)
    target_link_options(sluice_compile_options INTERFACE -fuse-ld=lld)
endif()

# What every target that sees Qt adds.
add_library(sluice_qt_options INTERFACE)
add_library(sluice::qt_options ALIAS sluice_qt_options)
target_compile_definitions(sluice_qt_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_USE_QSTRINGBUILDER QT_STRICT_ITERATORS)

find_program(SLUICE_CCACHE ccache)
if(SLUICE_CCACHE)
    # The cache serves every checkout and every preset, also with precompiled headers (ccache's manual).
    set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
        CCACHE_SLOPPINESS=pch_defines,time_macros ${SLUICE_CCACHE})
endif()
