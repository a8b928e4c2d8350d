# A guest of one sector that finds out whether a host's acceleration works for ordinary systems. It does what a
# 64-bit kernel does in its first milliseconds: long mode with paging, SSE, model-specific registers, and sleeping
# until the local APIC's timer wakes it, twenty times. Then it turns the machine off, which is the proof. On anything
# that it does not expect, it stays.
#
# A plain boot sector proves little: software that only poses as KVM runs it, and long mode as well, but not SSE.
#
#   as --64 -o probe.o acceleration-probe.S
#   ld -m elf_x86_64 -Ttext 0x7c00 --oformat binary -o acceleration-probe.bin probe.o
        .code16
        .globl _start
_start: ljmp $0,$1f
1:      cli
        xor %ax,%ax
        mov %ax,%ds
        mov %ax,%es
        mov %ax,%ss
        mov $0x7c00,%sp
        cld
        # page tables at 0x1000: 1 GiB in 2 MiB pages, and the LAPIC at 0xfee00000 through the 4th GiB
        mov $0x1000,%edi
        mov %edi,%cr3
        xor %eax,%eax
        mov $0x1400,%ecx       # 5 pages
        rep stosl
        movl $0x2003,0x1000
        movl $0x3003,0x2000          # PDPT[0] -> PD low
        movl $0x4003,0x2018          # PDPT[3] -> PD high
        movl $0x83,0x3000            # 0-2 MiB
        movl $0xfee0009b,0x4fb8      # the local APIC, uncached
        mov %cr4,%eax
        or $0x620,%eax               # PAE, OSFXSR, OSXMMEXCPT
        mov %eax,%cr4
        mov $0xc0000080,%ecx
        rdmsr
        or $0x101,%eax               # LME, SCE
        wrmsr
        lgdt gdtr
        mov %cr0,%eax
        and $0xfffffffb,%eax
        or $0x80010003,%eax          # PG, WP, MP, PE
        mov %eax,%cr0
        ljmp $8,$long
        .code64
long:   mov $16,%eax
        mov %eax,%ds
        mov %eax,%es
        mov %eax,%ss
        mov $0x7c00,%esp
        # SSE
        mov $0x1234,%eax
        movd %eax,%xmm0
        paddd %xmm0,%xmm0
        movd %xmm0,%eax
        cmp $0x2468,%eax
        jne fail
        # IDT: vector 0x30 -> tick
        mov $tick,%eax
        mov $0x6000+0x30*16,%edi
        mov %ax,(%rdi)
        movw $8,2(%rdi)
        movw $0x8e00,4(%rdi)
        shr $16,%eax
        mov %ax,6(%rdi)
        xor %eax,%eax
        mov %rax,8(%rdi)
        lidt idtr
        # mask the 8259s
        mov $0xff,%al
        out %al,$0x21
        out %al,$0xa1
        # LAPIC on, timer periodic
        mov $0xfee00000,%ebx
        movl $0x1ff,0xf0(%rbx)       # spurious vector, enabled
        movl $0xb,0x3e0(%rbx)        # divide by 1
        movl $0x20030,0x320(%rbx)    # periodic, vector 0x30
        movl $1000000,0x380(%rbx)
        xor %esi,%esi
2:      sti
        hlt
        cmp $20,%esi
        jb 2b
        # off: S5 of the q35 chipset as its BIOS sets it up
        mov $0x604,%edx
        mov $0x2000,%eax
        out %ax,%dx
fail:   cli
        hlt
        jmp fail
tick:   inc %esi
        movl $0,0xb0(%rbx)
        iretq
        .align 8
gdt:    .quad 0
        .quad 0x00209a0000000000
        .quad 0x0000920000000000
gdtr:   .word 23
        .long gdt
idtr:   .word 0xfff
        .quad 0x6000
        .org 510
        .word 0xaa55
