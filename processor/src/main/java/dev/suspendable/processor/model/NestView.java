package dev.suspendable.processor.model;

import java.util.List;

/**
 * The nest of a host as a frame sees it, where that differs from the class files.
 *
 * @param types the classes that look different
 * @param members the members that they show in addition
 */
public record NestView(List<NestType> types, List<HostMember> members) {}
