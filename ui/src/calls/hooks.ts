import type { Endpoint, ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { v7 } from 'uuid'
import { type CallError, call } from './call.ts'

/** A new id, made where the thing is made, so that sending twice makes it once. */
export const newId = (): string => v7()

/** What a call answers; asked again when something was sent. `null` as request asks nothing. */
export function useReply<E extends Endpoint>(
  endpoint: E,
  request: RequestInput<E> | null,
  options: { keepPrevious?: boolean; everyMs?: number } = {},
): UseQueryResult<ReplyOf<E>, CallError> {
  return useQuery<ReplyOf<E>, CallError>({
    queryKey: [endpoint.call, request],
    queryFn: ({ signal }) => call(endpoint, request!, signal),
    enabled: request !== null,
    retry: (failures, error) => error.status === 0 && failures < 2,
    refetchOnWindowFocus: false,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.everyMs ? { refetchInterval: options.everyMs } : {}),
  })
}

/** Sends a call; every list and figure on screen is asked for anew when it was taken. */
export function useSend<E extends Endpoint>(
  endpoint: E,
): UseMutationResult<ReplyOf<E>, CallError, RequestInput<E>> {
  const client = useQueryClient()
  return useMutation<ReplyOf<E>, CallError, RequestInput<E>>({
    mutationFn: (request) => call(endpoint, request),
    onSuccess: () => client.invalidateQueries(),
  })
}
