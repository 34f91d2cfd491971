import { type ThemeConfig, theme } from 'antd'
import { useSyncExternalStore } from 'react'

/** Paper is white, whatever the screen is. */
const dark = window.matchMedia('screen and (prefers-color-scheme: dark)')
const still = window.matchMedia('(prefers-reduced-motion: reduce)')

const useSetting = (setting: MediaQueryList): boolean =>
  useSyncExternalStore(
    (changed) => {
      setting.addEventListener('change', changed)
      return () => setting.removeEventListener('change', changed)
    },
    () => setting.matches,
  )

/**
 * One quiet primary; red overdue or danger, orange due soon or warning, green done. Light first, dark by system setting;
 * nothing slides or fades where the system is set to less motion.
 */
export function useTheme(): ThemeConfig {
  const isDark = useSetting(dark)
  const isStill = useSetting(still)
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      // On black what has a colour is light, and what is written on it dark.
      colorPrimary: isDark ? '#4fc3ab' : '#1a6b5c',
      ...(isDark && {
        colorTextLightSolid: '#141414',
        colorLinkHover: '#8fdccb',
        colorLinkActive: '#8fdccb',
      }),
      colorPrimaryBg: isDark ? '#12322c' : '#e4f2ee',
      controlItemBgActive: isDark ? '#12322c' : '#e4f2ee',
      colorLink: isDark ? '#5fc9b3' : '#14594c',
      colorTextPlaceholder: isDark ? '#a3a3a3' : '#6b6b6b',
      colorTextDescription: isDark ? '#b0b0b0' : '#5f5f5f',
      colorTextTertiary: isDark ? '#b0b0b0' : '#5f5f5f',
      colorInfo: isDark ? '#69b1ff' : '#0958d9',
      colorSuccess: isDark ? '#7bc950' : '#237804',
      colorSuccessBg: isDark ? '#16250f' : '#edf7e6',
      colorSuccessBorder: isDark ? '#2f4f20' : '#b7dda0',
      colorWarningBg: isDark ? '#2b1d0c' : '#fff4e6',
      colorErrorBg: isDark ? '#2c1513' : '#fdecea',
      colorWarning: isDark ? '#ffa940' : '#b35300',
      colorError: isDark ? '#ff7875' : '#c4221a',
      motion: !isStill,
      borderRadius: 4,
      fontSize: 14,
      fontFamily:
        "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif",
    },
    components: {
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 8 },
      Menu: { itemHeight: 34, itemMarginBlock: 2 },
      Tooltip: { colorTextLightSolid: '#ffffff' },
      Layout: { headerHeight: 48, headerPadding: '0 16px' },
    },
  }
}
