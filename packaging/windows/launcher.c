/* SoXa.exe and soxa-cli.exe: runs `python -m desktop ARGUMENTS` with the Python that lies in `runtime`.

   The runtime is isolated by `python311._pth`, so neither the environment nor the registry has a say. Libraries are
   searched in the program's own folders and in Windows' own, never in the current folder. */

#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768

typedef int (*PyMain)(int, wchar_t **);

static int refuse(void) {
    const wchar_t *text = L"Ch\u01b0\u01a1ng tr\u00ecnh thi\u1ebfu t\u1ec7p. H\u00e3y gi\u1ea3i n\u00e9n ho\u1eb7c c\u00e0i l\u1ea1i S\u1ed5 X\u00e3.\n"
                          L"Files of the program are missing. Please unpack or install it again.";
#ifdef CONSOLE
    fputws(text, stderr);
#else
    MessageBoxW(NULL, text, L"S\u1ed5 X\u00e3", MB_ICONERROR);
#endif
    return 2;
}

static PyMain python(void) {
    static wchar_t folder[LONGEST], library[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    wchar_t *name = wcsrchr(folder, L'\\');
    if (!length || length == LONGEST || !name)
        return NULL;
    wcscpy(name, L"\\runtime");
    if (swprintf(library, LONGEST, L"%ls\\python311.dll", folder) < 0)
        return NULL;
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    AddDllDirectory(folder);
    HMODULE module = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    return module ? (PyMain)(void *)GetProcAddress(module, "Py_Main") : NULL;
}

int wmain(int count, wchar_t **arguments) {
    /* -B: nothing is written into the program's folder; utf8: whatever the code page of this Windows is */
    static wchar_t *before[] = {L"-B", L"-X", L"utf8", L"-m", L"desktop"};
    const int more = sizeof before / sizeof *before;
    PyMain run = python();
    wchar_t **all = calloc(count + more + 1, sizeof *all);
    if (!run || !all)
        return refuse();
    all[0] = arguments[0];
    memcpy(all + 1, before, sizeof before);
    memcpy(all + 1 + more, arguments + 1, (count - 1) * sizeof *all);
    return run(count + more, all);
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE self, HINSTANCE earlier, PWSTR line, int show) {
    return wmain(__argc, __wargv);
}
#endif
