/** Port 8000, published on a free port of this machine's loopback, as a service that somebody uses would be. */
export const exposed = { ExposedPorts: { '8000/tcp': {} } };
export const published = { PortBindings: { '8000/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } };
