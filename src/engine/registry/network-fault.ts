import { Fault } from '../../fault.js';
import { shownText } from './shown-text.js';

interface NetworkError extends Error {
  code?: string;
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
]);

/** What passes when it is tried again; a name that does not resolve only where the resolver itself had trouble. */
const passing = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ERR_STREAM_PREMATURE_CLOSE',
  'HPE_INVALID_EOF_STATE',
]);

export function mayPass(error: unknown): boolean {
  const { code, message } = error as NetworkError;
  return passing.has(code ?? '') || /^(socket hang up|aborted|terminated|premature close)$/i.test(message ?? '');
}

/** The other end speaks HTTP where TLS was meant. */
export function speaksPlainHttp(error: unknown): boolean {
  const { code, message } = error as NetworkError;
  return (
    (code === 'EPROTO' && /wrong version number|packet length too long|http request/i.test(message)) ||
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/.test(code ?? '')
  );
}

export function isCertificateError(error: unknown): boolean {
  const { code } = error as NetworkError;
  return untrusted.has(code ?? '') || /^CERT_|^ERR_TLS_CERT/.test(code ?? '');
}

/** Whether it came from the network at all; what else is thrown is a defect, or a fault already. */
export function isNetworkError(error: unknown): error is NetworkError {
  if (!(error instanceof Error) || error instanceof Fault) return false;
  const { code } = error as NetworkError;
  return typeof code === 'string' || mayPass(error);
}

/** Why a registry, or its token server, could not be talked to. @param host as it is shown */
export function networkFault(error: NetworkError, host: string): Fault {
  const { message, hint, code = 'registry-unreachable' } = explain(error, host);
  return new Fault(code, message, hint, { cause: error });
}

function explain(
  error: NetworkError,
  host: string,
): { message: string; hint: string; code?: 'registry-broken' | 'registry-unreachable' } {
  const { code = '' } = error;
  if (untrusted.has(code))
    return {
      message: `The certificate of ${host} is signed by an authority that this machine does not know.`,
      hint: `Name the authority’s certificate in NODE_EXTRA_CA_CERTS, or put it in Docker’s certs.d/${host}/ca.crt.`,
    };
  if (code === 'CERT_NOT_YET_VALID')
    return {
      message: `The certificate of ${host} is not valid yet.`,
      hint: `This machine’s clock says ${new Date().toISOString().slice(0, 16)}Z: set it right, or have the certificate renewed.`,
    };
  if (code === 'CERT_HAS_EXPIRED')
    return {
      message: `The certificate of ${host} has expired.`,
      hint: `Have it renewed; or set this machine’s clock right, which says ${new Date().toISOString().slice(0, 16)}Z.`,
    };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      message: `The certificate of ${host} is for another host.`,
      hint: 'Use the name that the certificate has, or have one made for this name.',
    };
  if (speaksPlainHttp(error))
    return {
      message: `The registry ${host} does not speak TLS.`,
      hint: `If you trust the network to it, name it: DOCKWRIGHT_INSECURE_REGISTRIES=${host}`,
    };
  if (code === 'ENOTFOUND')
    return {
      message: `There is no host ${host}.`,
      hint: 'Check its spelling, and that this network’s name server knows it.',
    };
  if (code === 'ECONNREFUSED')
    return { message: `Nothing listens at ${host}.`, hint: 'Check the port, and that the registry runs.' };
  if (code.startsWith('PROXY_'))
    return {
      message: `The way to ${host} is barred: ${error.message}.`,
      hint: 'See what HTTPS_PROXY names, and NO_PROXY for hosts that are reached without it.',
    };
  if (code === 'ELONG' || code.startsWith('HPE_'))
    return {
      message: `The registry ${host} answers with something that no registry sends (${shownText(error.message)}).`,
      hint: 'Check the address: something else may listen there.',
      code: 'registry-broken',
    };
  return {
    message: `The registry ${host} stopped answering (${code === 'ETIMEDOUT' ? shownText(error.message) : code || shownText(error.message)}).`,
    hint: 'Check the network to it, then run the same command again: what is there already is not sent again.',
  };
}
