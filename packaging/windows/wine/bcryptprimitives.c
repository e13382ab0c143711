/* For tests under Wine 8 only, never shipped: `ProcessPrng`, which Windows 10 has and this Wine has not. */

#include <windows.h>

BOOLEAN NTAPI SystemFunction036(void *buffer, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *buffer, SIZE_T length) {
    const ULONG most = 1 << 28;
    while (length) {
        ULONG part = length > most ? most : (ULONG)length;
        if (!SystemFunction036(buffer, part))
            return FALSE;
        buffer += part;
        length -= part;
    }
    return TRUE;
}
