# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# find_package(sluice) for others: sluice::core and the modules it is made of, component "library". Headers keep
# their place below the root: <prefix>/include/sluice/core/recorder/recorder.h.
include(CMakePackageConfigHelpers)

# What others link: the recorder, with the one header for it. $<INSTALL_INTERFACE> so that <sluice/sluice.h> is
# found wherever the prefix is.
add_library(sluice_core INTERFACE)
add_library(sluice::core ALIAS sluice_core)
target_sources(sluice_core INTERFACE
    FILE_SET HEADERS BASE_DIRS core/recorder FILES core/recorder/sluice.h)
target_include_directories(sluice_core INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(sluice_core INTERFACE sluice::core_recorder)

# `target` and every module of ours that it links, openly or not.
function(sluice_modules_of target result)
    set(modules)
    set(todo ${target})
    while(todo)
        list(POP_FRONT todo next)
        get_target_property(aliased ${next} ALIASED_TARGET)
        if(aliased)
            set(next ${aliased})
        endif()
        if(next IN_LIST modules)
            continue()
        endif()
        list(APPEND modules ${next})
        get_target_property(links ${next} INTERFACE_LINK_LIBRARIES)
        get_target_property(type ${next} TYPE)
        if(NOT type STREQUAL "INTERFACE_LIBRARY")
            get_target_property(links ${next} LINK_LIBRARIES)
        endif()
        list(FILTER links INCLUDE REGEX "^sluice::core_")
        list(APPEND todo ${links})
    endwhile()
    set(${result} ${modules} PARENT_SCOPE)
endfunction()

sluice_modules_of(sluice_core modules)
foreach(module IN LISTS modules)
    string(REGEX REPLACE "^sluice_" "" exported ${module})
    set_target_properties(${module} PROPERTIES EXPORT_NAME ${exported})
endforeach()

install(TARGETS ${modules} EXPORT sluice
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sluice COMPONENT library)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/sluice)
install(EXPORT sluice NAMESPACE sluice:: FILE sluice-targets.cmake DESTINATION ${package_dir} COMPONENT library)
configure_package_config_file(resources/build/sluice-config.cmake.in sluice-config.cmake
    INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 each minor version may break what others build on.
write_basic_package_version_file(sluice-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/sluice-config.cmake ${PROJECT_BINARY_DIR}/sluice-config-version.cmake
    DESTINATION ${package_dir} COMPONENT library)

install(FILES docs/examples/record.cpp docs/examples/CMakeLists.txt
    DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples COMPONENT library)
