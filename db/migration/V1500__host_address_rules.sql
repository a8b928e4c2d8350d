-- Addresses from before they were held to a list of what is allowed: such a host is not reached any more, and says why.
update host
set uri = 'qemu+tcp://refused.invalid/system',
    trouble = 'The address of this host has parts that are not allowed any more. Register it again under the same name, with an address that is.'
where char_length(uri) > 500 or uri not regexp concat('(?-i)^(', concat_ws('|',
    'qemu:///system',
    'qemu[+]unix:///system([?]socket=(/[.]?[A-Za-z0-9_-][A-Za-z0-9._@+-]*)+)?',
    'qemu[+]tcp://([A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[[][0-9A-Fa-f:.]{2,45}[]])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?/system',
    'qemu([+]tls)?://([A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[[][0-9A-Fa-f:.]{2,45}[]])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?/system([?]pkipath=(/[.]?[A-Za-z0-9_-][A-Za-z0-9._@+-]*)+)?',
    'qemu[+]ssh://([A-Za-z_][A-Za-z0-9._-]{0,31}@)?([A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[[][0-9A-Fa-f:.]{2,45}[]])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?/system([?]socket=(/[.]?[A-Za-z0-9_-][A-Za-z0-9._@+-]*)+)?',
    'test:///default',
    'simulated:[A-Za-z0-9][A-Za-z0-9._-]{0,99}'
), ')$');
