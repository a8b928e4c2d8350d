package dev.slipway.hypervisor;

/** The whole contract of the port. A host that can't do all of it is tested by the parts that it can do. */
public interface HypervisorContract
        extends HostContract,
                DomainContract,
                PowerContract,
                BackupContract,
                SnapshotContract,
                MemoryContract,
                UsageContract,
                VolumeContract,
                DriveContract,
                DiskContract,
                NicContract,
                SerialContract,
                PoolContract,
                UploadContract,
                ScreenContract,
                RestartContract {}
