# A guest of one sector: shows itself on the screen and on the serial line, sleeps, and obeys the power button.
#
#   as --64 -o guest.o test-guest.S
#   ld -m elf_x86_64 -Ttext 0x7c00 --oformat binary -o test-guest.bin guest.o
        .code16
        .globl _start
_start: ljmp $0,$1f
1:      xor %ax,%ax
        mov %ax,%ds
        mov %ax,%ss
        mov $0x7c00,%sp
        mov $0x0003,%ax        # text mode, cleared
        int $0x10
        mov $0xb800,%ax
        mov %ax,%es
        xor %di,%di            # paint: colour bars over the whole screen
        mov $2000,%cx
2:      mov %di,%ax
        shl $3,%ax
        and $0x7000,%ax
        mov $0x20,%al
        stosw
        loop 2b
        mov $text,%si
        mov $0x1e,%ah
        mov $(12*160+60),%di
        mov $0x3f8,%dx
3:      lodsb
        test %al,%al
        jz 4f
        stosw
        out %al,%dx
        jmp 3b
4:      mov $0x602,%dx         # PM1 enable: the power button's bit
        mov $0x100,%ax
        out %ax,%dx
5:      sti
        hlt
        mov $0x600,%dx         # PM1 status
        in %dx,%ax
        test $1,%ah
        jz 5b
        mov $0x604,%dx         # PM1 control: off
        mov $0x2000,%ax
        out %ax,%dx
        jmp 5b
text:   .ascii "SLIPWAY TEST GUEST\r\n\0"
        .org 510
        .word 0xaa55
