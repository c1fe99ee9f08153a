# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# sluice_module(core_queue HEADERS a.h ... SOURCES a.cpp ... PUBLIC sluice::core_model PRIVATE ...)
#
# One folder is one static library, sluice::<name>. What it links is what it may include; the test
# "layers" compares the two (tests/layers/). Every header must compile alone: the target
# all_verify_interface_header_sets builds them so. A module below ui/ gets moc and Qt's definitions.
function(sluice_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE")
    add_library(sluice_${name} STATIC)
    add_library(sluice::${name} ALIAS sluice_${name})
    target_sources(sluice_${name}
        PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS}
        PRIVATE ${arg_SOURCES})
    target_link_libraries(sluice_${name}
        PUBLIC $<BUILD_INTERFACE:sluice::compile_options> ${arg_PUBLIC}
        PRIVATE ${arg_PRIVATE})
    target_compile_features(sluice_${name} PUBLIC cxx_std_20)
    set_target_properties(sluice_${name} PROPERTIES LINKER_LANGUAGE CXX)
    if(name MATCHES "^ui_")
        target_link_libraries(sluice_${name} PUBLIC sluice::qt_options)
        set_target_properties(sluice_${name} PROPERTIES AUTOMOC ON)
        if("Qt6::Widgets" IN_LIST arg_PUBLIC)
            sluice_precompiled(sluice_${name} sluice_pch_widgets)
        endif()
    endif()
endfunction()
