alter table vm_nic add constraint fk_vm_nic_network foreign key (network_id) references network (id);
