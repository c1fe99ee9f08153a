# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# sluice_fuzz(fuzz_segment LINK sluice::core_spool [CORPUS folder] [RUNS 100000] [MOST_BYTES 4096])
#
# One program from <name>.cpp, which defines LLVMFuzzerTestOneInput() and aborts when a claim is broken. As a test it
# replays every file of CORPUS (a folder beside it) and then runs RUNS inputs of at most MOST_BYTES, mutated from them
# with a fixed seed. Clang builds it with libFuzzer, so that inputs follow what the code does; other compilers with
# fuzz_driver.cpp, which mutates blindly. The preset `fuzz` follows all code, not only the target's, and runs
# SLUICE_FUZZ_RUNS inputs of each; to go on longer, run its programs as libFuzzer's manual says.
set(SLUICE_FUZZ_RUNS "" CACHE STRING "How many inputs each fuzz target runs; empty: as many as its test asks for")
add_custom_target(fuzz_tests)
function(sluice_fuzz name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS;RUNS;MOST_BYTES" "LINK")
    set(most_seconds 120)
    if(SLUICE_FUZZ_RUNS)
        set(arg_RUNS ${SLUICE_FUZZ_RUNS})
        set(most_seconds 1800)
    elseif(NOT arg_RUNS)
        set(arg_RUNS 100000)
    endif()
    if(NOT arg_MOST_BYTES)
        set(arg_MOST_BYTES 4096)
    endif()
    add_executable(${name} ${name}.cpp)
    target_link_libraries(${name} PRIVATE sluice::compile_options ${arg_LINK})
    # The thread sanitizer and libFuzzer do not go together.
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND NOT SLUICE_SANITIZE MATCHES "thread")
        target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        set(first_inputs -seed=1)
    else()
        target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/fuzz_driver.cpp)
        set(first_inputs)
    endif()
    if(arg_CORPUS)
        set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/${arg_CORPUS})
    else()
        set(corpus)
    endif()
    # libFuzzer writes what it finds into the first folder.
    set(found ${CMAKE_CURRENT_BINARY_DIR}/${name}_found)
    file(MAKE_DIRECTORY ${found})
    add_test(NAME ${name} COMMAND ${name}
        ${first_inputs} -runs=${arg_RUNS} -max_len=${arg_MOST_BYTES} -artifact_prefix=${found}/ ${found} ${corpus})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${most_seconds} LABELS fuzz)
    add_dependencies(windowless_tests ${name})
    add_dependencies(fuzz_tests ${name})
endfunction()
